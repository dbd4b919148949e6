/** Measures runs in the history, and puts reports, comparisons and trends of them together. */
@NullMarked
package dev.ghostwatch.report;

import org.jspecify.annotations.NullMarked;
