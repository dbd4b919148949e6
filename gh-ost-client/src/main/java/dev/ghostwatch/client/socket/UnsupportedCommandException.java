package dev.ghostwatch.client.socket;

import dev.ghostwatch.client.command.Refusal;
import java.io.Serial;

/** This release of gh-ost has no such command. Nothing was sent but questions. */
public final class UnsupportedCommandException extends RefusedException {

  @Serial private static final long serialVersionUID = 1L;

  UnsupportedCommandException(Refusal why) {
    super(why);
  }
}
