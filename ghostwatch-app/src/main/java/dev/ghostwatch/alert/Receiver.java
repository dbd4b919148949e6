package dev.ghostwatch.alert;

/** Something that takes notifications: a mail server, a robot of a chat, a webhook. */
public interface Receiver {
  /**
   * Tries once to deliver; blocks for at most its own time limit.
   *
   * @return how it ended; failures of the network and of the other side are results, not exceptions
   */
  Delivery deliver(Letter letter) throws InterruptedException;
}
