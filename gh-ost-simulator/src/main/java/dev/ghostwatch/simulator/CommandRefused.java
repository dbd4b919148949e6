package dev.ghostwatch.simulator;

/** A command gh-ost answers with an error. */
final class CommandRefused extends Exception {
  private static final long serialVersionUID = 1;

  private final String reply;

  CommandRefused(String reply) {
    super(reply, null, false, false);
    this.reply = reply;
  }

  /** The text of the reply, without its line end. */
  String reply() {
    return reply;
  }
}
