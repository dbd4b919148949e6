package dev.ghostwatch.model.server;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a server is. Read when it is connected to and each minute after.
 *
 * @param flavor MySQL or MariaDB
 * @param version its version as it prints it, {@code 10.11.19-MariaDB-0+deb12u1-log}
 * @param hostname the host it says it runs on
 * @param serverId its id in replication
 * @param serverUuid its UUID; null on MariaDB, which has none
 * @param readOnly whether ordinary users may not write
 * @param superReadOnly whether nobody may write; null on MariaDB
 * @param startedAt when it started, to about a second; a later one than before is a restart
 * @param utcOffsetSeconds its own time zone's offset from UTC
 * @param dataDirectory where its data is, on its host
 * @param encrypted whether the connection to it is encrypted
 * @param pidFile where it wrote its process id, on its host; relative to the data when not absolute
 * @param socket where local clients reach it, on its host
 */
public record ServerIdentity(
    Flavor flavor,
    String version,
    @Nullable String hostname,
    @Nullable Long serverId,
    @Nullable String serverUuid,
    @Nullable Boolean readOnly,
    @Nullable Boolean superReadOnly,
    @Nullable Instant startedAt,
    @Nullable Integer utcOffsetSeconds,
    @Nullable String dataDirectory,
    @Nullable Boolean encrypted,
    @Nullable String pidFile,
    @Nullable String socket) {}
