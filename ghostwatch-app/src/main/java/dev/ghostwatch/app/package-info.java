/** The composition root: builds everything, starts it and stops it. */
@NullMarked
package dev.ghostwatch.app;

import org.jspecify.annotations.NullMarked;
