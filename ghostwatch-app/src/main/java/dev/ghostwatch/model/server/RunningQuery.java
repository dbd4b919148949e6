package dev.ghostwatch.model.server;

import org.jspecify.annotations.Nullable;

/**
 * An entry of the process list that has run for over 5 s. Replication and idle connections are left
 * out, and the one that asks.
 *
 * @param id connection id, as KILL takes it
 * @param user the account's user name
 * @param host where it comes from
 * @param database its default database
 * @param command {@code Query}, {@code Execute} …
 * @param seconds how long
 * @param state what the server says it is doing
 * @param query first 100 characters; null when there is none
 */
public record RunningQuery(
    long id,
    String user,
    String host,
    @Nullable String database,
    String command,
    long seconds,
    @Nullable String state,
    @Nullable String query) {}
