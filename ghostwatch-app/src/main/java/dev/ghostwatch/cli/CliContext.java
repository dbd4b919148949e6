package dev.ghostwatch.cli;

import dev.ghostwatch.client.socket.CommandChannel;
import dev.ghostwatch.client.socket.Endpoint;
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

/**
 * What a command works with: the world outside the program, passed in.
 *
 * @param in standard input
 * @param out where results go
 * @param err where everything else goes
 * @param screen what standard output can show
 * @param texts texts in the language of the person
 * @param environment environment variables
 * @param clock wall time
 * @param zone the time zone people read times in
 * @param waiter lets time pass
 * @param processes root of the process file system, {@code /proc}
 * @param channels opens the control interface at an endpoint
 * @param user who is giving commands, for the audit
 */
public record CliContext(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Screen screen,
    Texts texts,
    Map<String, String> environment,
    InstantSource clock,
    ZoneId zone,
    Waiter waiter,
    Path processes,
    Function<Endpoint, CommandChannel> channels,
    String user) {

  CliContext with(Texts otherTexts) {
    return new CliContext(
        in,
        out,
        err,
        screen,
        otherTexts,
        environment,
        clock,
        zone,
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
        screen,
        texts,
        environment,
        otherClock,
        zone,
        waiter,
        processes,
        channels,
        user);
  }

  /** The text with this key in the language of the person. */
  String text(String key, String... arguments) {
    return texts.get(key, arguments);
  }

  /** A text on standard error. */
  void say(String key, String... arguments) {
    err.println(text(key, arguments));
  }

  String styled(Style style, String text) {
    return style.apply(text, screen);
  }
}
