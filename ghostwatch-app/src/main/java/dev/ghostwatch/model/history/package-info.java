/** What is remembered of a migration: samples, settings changes, events and the run itself. */
@NullMarked
package dev.ghostwatch.model.history;

import org.jspecify.annotations.NullMarked;
