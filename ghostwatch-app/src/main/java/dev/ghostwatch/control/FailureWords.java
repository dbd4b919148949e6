package dev.ghostwatch.control;

import dev.ghostwatch.client.command.Refusal;
import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Why gh-ost could not be asked, or was not sent something: the words of all our faces. */
public final class FailureWords {
  private FailureWords() {}

  /** Gives the text of a key in the reader's language. */
  @FunctionalInterface
  public interface Says {
    String text(String key, String... arguments);
  }

  /** Why something was not sent. English has the client's own words. */
  public static String refusal(Refusal why, Says says) {
    return says.text(
        "refusal." + why.kind().name(),
        Stream.concat(Stream.of(why.text()), why.arguments().stream()).toArray(String[]::new));
  }

  /**
   * What was tried, what happened, what to do next, in one or two lines that begin in lower case,
   * since the program or the migration always stands before them.
   *
   * @param place the endpoint, fit to be shown
   * @param said the message of the failure, fit to be shown
   * @param option how the endpoint is named to whoever reads it
   */
  public static String failure(
      ControlException failure, String place, String said, String option, Says says) {
    List<String> arguments = new ArrayList<>();
    arguments.add(place);
    arguments.add(said);
    arguments.addAll(failure.facts());
    if (failure.kind() == ControlException.Kind.NO_STATUS) {
      arguments.add(option);
    }
    boolean port =
        failure.kind() == ControlException.Kind.STALE && failure.endpoint() instanceof Endpoint.Tcp;
    String key = "control." + failure.kind().name() + (port ? ".tcp" : "");
    String text = says.text(key, arguments.toArray(String[]::new));
    String whole =
        failure.change() == null
            ? text
            : says.text("control.afterChange", text, said, failure.change());
    return whole.substring(0, 1).toLowerCase(Locale.ROOT) + whole.substring(1);
  }
}
