/** The CSV files that habit and other programs expect. */
@NullMarked
package dev.ghostwatch.history.csv;

import org.jspecify.annotations.NullMarked;
