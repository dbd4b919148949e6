package dev.ghostwatch.model.server;

import org.jspecify.annotations.Nullable;

/**
 * An InnoDB transaction that has been open for over 5 s.
 *
 * @param connectionId its connection, as KILL takes it; 0 for one without
 * @param user the account's user name
 * @param host where it comes from
 * @param command what its connection does; {@code Sleep} is an application that forgot to commit
 * @param seconds how long it has been open
 * @param state {@code RUNNING}, {@code LOCK WAIT} …
 * @param rowsLocked rows it holds locks on, about
 * @param rowsModified rows it has changed
 * @param query first 100 characters of what it runs now; null when nothing
 */
public record OpenTransaction(
    long connectionId,
    @Nullable String user,
    @Nullable String host,
    @Nullable String command,
    long seconds,
    String state,
    @Nullable Long rowsLocked,
    @Nullable Long rowsModified,
    @Nullable String query) {}
