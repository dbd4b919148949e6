/** Commands that change a migration: guard rails, read-back, audit. On doubt nothing is done. */
@NullMarked
package dev.ghostwatch.control;

import org.jspecify.annotations.NullMarked;
