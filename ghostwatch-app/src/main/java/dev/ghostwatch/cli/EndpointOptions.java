package dev.ghostwatch.cli;

import dev.ghostwatch.source.discovery.DiscoveryOptions;
import dev.ghostwatch.source.discovery.HostAndPort;
import dev.ghostwatch.terminal.SafeText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code --socket}, {@code --tcp} and {@code --socket-glob}: which control interfaces are looked
 * at.
 */
final class EndpointOptions {
  /** Patterns of socket paths, in place of the default one; between them colons or blanks. */
  static final String GLOB_VARIABLE = "GHOSTWATCH_SOCKET_GLOB";

  private EndpointOptions() {}

  static void declare(CommandSpec spec, Declarations declare) {
    declare.values(spec, "PATH", "--socket");
    declare.values(spec, "HOST:PORT", "--tcp");
    declare.values(spec, "GLOB", "--socket-glob");
  }

  /** Whether control interfaces were chosen by name, so that failing to reach one is the answer. */
  static boolean areChosen(ParseResult arguments) {
    return arguments.hasMatchedOption("--socket") || arguments.hasMatchedOption("--tcp");
  }

  /** Whether any of them was given. */
  static boolean areGiven(ParseResult arguments) {
    return areChosen(arguments) || arguments.hasMatchedOption("--socket-glob");
  }

  static DiscoveryOptions of(ParseResult arguments, CliContext context) throws CommandFailure {
    List<Path> sockets = new ArrayList<>();
    for (String path : Options.values(arguments, "--socket")) {
      sockets.add(
          Options.path("--socket", path.startsWith("unix:") ? path.substring(5) : path, context)
              .toAbsolutePath());
    }
    List<HostAndPort> addresses = new ArrayList<>();
    for (String address : Options.values(arguments, "--tcp")) {
      addresses.add(address(address, context));
    }
    List<String> globs = Options.values(arguments, "--socket-glob");
    if (sockets.isEmpty() && addresses.isEmpty() && globs.isEmpty()) {
      List<String> usual = usualGlobs(context);
      return usual.isEmpty() ? DiscoveryOptions.everything() : DiscoveryOptions.everythingIn(usual);
    }
    return DiscoveryOptions.only(sockets, addresses, globs);
  }

  /** The patterns of sockets that are looked for, for people. */
  static String patterns(ParseResult arguments, CliContext context) {
    List<String> given = Options.values(arguments, "--socket-glob");
    List<String> globs = given.isEmpty() ? usualGlobs(context) : given;
    return globs.isEmpty() ? DiscoveryOptions.DEFAULT_GLOB : String.join(", ", globs);
  }

  private static List<String> usualGlobs(CliContext context) {
    return Arrays.stream(context.environment().getOrDefault(GLOB_VARIABLE, "").split("[:\\s]+"))
        .filter(glob -> !glob.isEmpty())
        .toList();
  }

  private static HostAndPort address(String given, CliContext context) throws CommandFailure {
    String text = given.startsWith("tcp:") ? given.substring(4) : given;
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    try {
      return new HostAndPort(host, Integer.parseInt(text.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, context.text("error.tcp", SafeText.line(given)), e);
    }
  }
}
