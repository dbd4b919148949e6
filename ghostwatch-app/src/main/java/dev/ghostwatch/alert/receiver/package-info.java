/**
 * Those who can be told of alerts, a class for each kind: what the service wants, how it says that
 * it failed, and what it limits.
 */
@NullMarked
package dev.ghostwatch.alert.receiver;

import org.jspecify.annotations.NullMarked;
