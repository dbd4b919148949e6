/**
 * {@code alerts}: to whom alerts go and when, as written in the configuration. The conditions on
 * labels and the times of the week are whole here; what is done with them is {@code
 * alert.pipeline}'s.
 */
@NullMarked
package dev.ghostwatch.config.alert;

import org.jspecify.annotations.NullMarked;
