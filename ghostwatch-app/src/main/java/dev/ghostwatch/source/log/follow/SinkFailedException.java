package dev.ghostwatch.source.log.follow;

/** The sink did not take a batch; it will be offered again. */
final class SinkFailedException extends Exception {
  private static final long serialVersionUID = 1;

  SinkFailedException(Exception cause) {
    super(String.valueOf(cause.getMessage()), cause);
  }
}
