package dev.ghostwatch.cli;

import dev.ghostwatch.client.socket.CommandChannel;
import dev.ghostwatch.client.socket.Endpoint;
import dev.ghostwatch.monitor.Waiter;
import dev.ghostwatch.terminal.Screen;
import dev.ghostwatch.terminal.Style;
import dev.ghostwatch.text.Texts;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a command works with: the world outside the program, passed in.
 *
 * @param in standard input
 * @param out where results go
 * @param err where everything else goes
 * @param terminal gives what standard output can show now: a terminal may have been resized
 * @param language gives the texts in the language of the person; asked for only when there is
 *     something to say, because loading them takes time that a document need not spend
 * @param environment environment variables
 * @param clock wall time
 * @param localZone gives the time zone people read times in; asked for likewise
 * @param waiter lets time pass
 * @param processes root of the process file system, {@code /proc}
 * @param channels opens the control interface at an endpoint
 * @param user who is giving commands, for the audit
 */
public record CliContext(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Supplier<Screen> terminal,
    Supplier<Texts> language,
    Map<String, String> environment,
    InstantSource clock,
    Supplier<ZoneId> localZone,
    Waiter waiter,
    Path processes,
    Function<Endpoint, CommandChannel> channels,
    String user) {

  /** The same world with texts in another language. */
  CliContext with(Supplier<Texts> otherLanguage) {
    return new CliContext(
        in,
        out,
        err,
        terminal,
        otherLanguage,
        environment,
        clock,
        localZone,
        waiter,
        processes,
        channels,
        user);
  }

  /** The same world at another time. */
  CliContext at(InstantSource otherClock) {
    return new CliContext(
        in,
        out,
        err,
        terminal,
        language,
        environment,
        otherClock,
        localZone,
        waiter,
        processes,
        channels,
        user);
  }

  Screen screen() {
    return terminal.get();
  }

  Texts texts() {
    return language.get();
  }

  ZoneId zone() {
    return localZone.get();
  }

  /** The text with this key in the language of the person. */
  String text(String key, String... arguments) {
    return texts().get(key, arguments);
  }

  /** A text on standard error. */
  void say(String key, String... arguments) {
    err.println(text(key, arguments));
  }

  String styled(Style style, String text) {
    return style.apply(text, screen());
  }
}
