/**
 * {@code alerts.receivers}: each kind of receiver a record of its own, with the declaration of its
 * keys.
 */
@NullMarked
package dev.ghostwatch.config.receiver;

import org.jspecify.annotations.NullMarked;
