package dev.ghostwatch.model;

import dev.ghostwatch.client.value.TableName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the gh-ost process behind a migration.
 *
 * @param pid process id on this host
 * @param table the table its arguments name; its status has the last word
 * @param owner name of the user it runs as
 * @param startTicks when it started, in ticks since the system did: tells it from a later process
 *     with its id; null when unknown
 * @param startedAt when it started, to about a second and by the clock as it was set then
 * @param maskedArguments its arguments, the executable first, secrets replaced by {@code ****}
 * @param passwordInArguments whether a password stands in the argument list for every user to see
 * @param tcpPort port of the control interface over TCP
 * @param tcpOnAllInterfaces whether other hosts can reach that port; null when not known
 * @param logFile the file its log lines go to, ready to be opened; null when its output goes
 *     elsewhere
 * @param output where its output goes, in a word: {@code file}, {@code pipe}, {@code terminal} …
 */
public record ProcessFacts(
    long pid,
    @Nullable TableName table,
    @Nullable String owner,
    @Nullable Long startTicks,
    @Nullable Instant startedAt,
    List<String> maskedArguments,
    boolean passwordInArguments,
    @Nullable Integer tcpPort,
    @Nullable Boolean tcpOnAllInterfaces,
    @Nullable Path logFile,
    String output) {
  public ProcessFacts {
    maskedArguments = List.copyOf(maskedArguments);
  }
}
