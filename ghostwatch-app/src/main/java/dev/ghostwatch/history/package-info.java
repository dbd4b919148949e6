/**
 * The store: what is remembered of migrations. {@link dev.ghostwatch.history.HistoryStore} writes
 * it (one process at a time), {@link dev.ghostwatch.history.HistoryReader} reads it (any number).
 */
@NullMarked
package dev.ghostwatch.history;

import org.jspecify.annotations.NullMarked;
