/** The only room that knows TamboUI and JLine's terminals: the canvas and the console on them. */
@NullMarked
package dev.ghostwatch.terminal.tamboui;

import org.jspecify.annotations.NullMarked;
