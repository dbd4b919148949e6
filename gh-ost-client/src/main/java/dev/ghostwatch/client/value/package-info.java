/** Values that appear in gh-ost's texts: names, durations, coordinates, thresholds, reasons. */
@NullMarked
package dev.ghostwatch.client.value;

import org.jspecify.annotations.NullMarked;
