/**
 * The terminal dashboard: a model, what a message makes of it, and views of it. Drawn on a canvas
 * of {@code terminal.view}; what it reads and how it steers comes in through ports.
 */
@NullMarked
package dev.ghostwatch.terminal.top;

import org.jspecify.annotations.NullMarked;
