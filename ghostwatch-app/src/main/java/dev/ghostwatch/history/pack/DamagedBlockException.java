package dev.ghostwatch.history.pack;

/** A packed block does not say what a block can say; the message tells where. */
public final class DamagedBlockException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DamagedBlockException(String message) {
    super(message);
  }
}
