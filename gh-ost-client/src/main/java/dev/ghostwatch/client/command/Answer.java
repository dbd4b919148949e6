package dev.ghostwatch.client.command;

import dev.ghostwatch.client.status.StatusReply;

/** What a reply of gh-ost means. */
public sealed interface Answer {

  /** A status line, hint lines, or both: also what gh-ost answers to most changes it accepts. */
  record Status(StatusReply status) implements Answer {}

  /** The list of commands. */
  record Help(Capabilities capabilities) implements Answer {}

  /** The value that was asked for, without line end; may be empty. */
  record Value(String text) implements Answer {}

  /** A change was accepted without a status: {@code panic} says so. */
  record Acknowledged(String text) implements Answer {}

  /** gh-ost refused. */
  record Rejected(RejectionKind kind, String text) implements Answer {}

  /** The connection was closed without a word. */
  record Empty() implements Answer {}

  /** The command was not sent, because this gh-ost might obey it as a change. */
  record NotSent(Refusal why) implements Answer {}

  /** Something that no known release says. */
  record Unrecognised(String text) implements Answer {}

  /**
   * Tells what the reply to a command line means; never fails.
   *
   * @param commandLine what was sent, without line end
   */
  static Answer of(String commandLine, String reply) {
    return AnswerParser.parse(commandLine, reply);
  }
}
