/**
 * Alert rules and automatic actions as they stand in the configuration; nothing is compiled yet.
 */
@NullMarked
package dev.ghostwatch.config.rule;

import org.jspecify.annotations.NullMarked;
