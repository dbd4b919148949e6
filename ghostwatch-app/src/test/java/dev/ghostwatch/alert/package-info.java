/** Fixtures for what is told of alerts. */
@NullMarked
package dev.ghostwatch.alert;

import org.jspecify.annotations.NullMarked;
