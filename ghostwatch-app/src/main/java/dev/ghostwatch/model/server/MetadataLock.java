package dev.ghostwatch.model.server;

import dev.ghostwatch.client.value.TableName;
import org.jspecify.annotations.Nullable;

/**
 * A metadata lock that a connection holds or waits for.
 *
 * @param table the table; null when the server does not say
 * @param lock kind of lock in the server's words, {@code SHARED_READ}; null when it does not say
 * @param connectionId the connection, as KILL takes it
 * @param user the account's user name
 * @param host where it comes from
 * @param command what the connection does
 * @param seconds for how long it has been doing that
 * @param query first 100 characters of its query; null when it runs none
 */
public record MetadataLock(
    @Nullable TableName table,
    @Nullable String lock,
    long connectionId,
    @Nullable String user,
    @Nullable String host,
    @Nullable String command,
    @Nullable Long seconds,
    @Nullable String query) {}
