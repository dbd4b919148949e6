/** The file that the alert services keep their state in: rules, silences, notifications. */
@NullMarked
package dev.ghostwatch.alert.store;

import org.jspecify.annotations.NullMarked;
