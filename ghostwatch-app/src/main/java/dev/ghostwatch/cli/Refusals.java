package dev.ghostwatch.cli;

import dev.ghostwatch.client.command.Refusal;
import java.util.stream.Stream;

/** Says in the person's language why something was not sent to gh-ost. */
final class Refusals {
  private Refusals() {}

  /** One or two lines, safe to print. English has the client's own words. */
  static String text(Refusal why, CliContext context) {
    return context.text(
        "refusal." + why.kind().name(),
        Stream.concat(Stream.of(why.text()), why.arguments().stream()).toArray(String[]::new));
  }
}
