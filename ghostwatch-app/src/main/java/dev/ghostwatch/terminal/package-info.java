/** What a terminal shows: safe text, columns that line up, bars, colour only where it is wanted. */
@NullMarked
package dev.ghostwatch.terminal;

import org.jspecify.annotations.NullMarked;
