package dev.ghostwatch.client.command;

/**
 * A command cannot be put on one line so that gh-ost takes it as meant; nothing was sent. The
 * message says why, for people.
 */
public final class UnsendableCommandException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  public UnsendableCommandException(String message) {
    super(message);
  }
}
