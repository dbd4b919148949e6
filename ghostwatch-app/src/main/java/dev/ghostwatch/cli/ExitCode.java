package dev.ghostwatch.cli;

/** What the process exits with, as the contract fixes it. */
public enum ExitCode {
  OK(0),
  /** The thing asked for failed or is unhealthy. */
  FAILED(1),
  /** Wrong usage, also several migrations and none named. */
  USAGE(2),
  /** No such migration, or nothing running. */
  NOTHING_RUNNING(3),
  /** Socket missing, refused, permission, time-out, no usable answer. */
  UNREACHABLE(4),
  /** A guard rail said no. */
  REFUSED(5);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
