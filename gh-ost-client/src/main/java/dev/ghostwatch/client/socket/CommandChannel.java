package dev.ghostwatch.client.socket;

import dev.ghostwatch.client.command.Command;

/** A way to one gh-ost: sends a command, gives back what it says. */
public interface CommandChannel {

  Endpoint endpoint();

  /**
   * Sends one command and returns the whole reply.
   *
   * @throws ControlException when there is no usable reply within the time limits
   */
  String exchange(Command command) throws ControlException;
}
