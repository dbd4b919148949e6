/**
 * The full screen as our views see it: a canvas, keys and a console, whatever library draws them.
 */
@NullMarked
package dev.ghostwatch.terminal.view;

import org.jspecify.annotations.NullMarked;
