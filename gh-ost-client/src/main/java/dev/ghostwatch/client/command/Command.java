package dev.ghostwatch.client.command;

/** Something that can be sent to gh-ost's control socket: one line. */
public sealed interface Command permits ReadCommand, ChangeCommand {

  /** gh-ost looks at this many bytes of a line, the line end included. */
  int LONGEST_LINE_BYTES = 4096;

  /** The line as it is sent, without the line end. */
  String wire();
}
