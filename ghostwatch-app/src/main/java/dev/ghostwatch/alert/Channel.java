package dev.ghostwatch.alert;

/**
 * One way to one receiver of the configuration.
 *
 * @param receiver name in the configuration
 * @param kind such as {@code email}
 * @param port what delivers
 * @param rate messages a minute, at most; 0 for any number
 * @param concurrency deliveries at the same time, at most
 * @param sendResolved whether it is told that an alert is over
 */
public record Channel(
    String receiver, String kind, Receiver port, int rate, int concurrency, boolean sendResolved) {

  /** {@code night/email}. */
  public String id() {
    return id(receiver, kind);
  }

  /** The id of the channel with these. */
  public static String id(String receiver, String kind) {
    return receiver + "/" + kind;
  }
}
