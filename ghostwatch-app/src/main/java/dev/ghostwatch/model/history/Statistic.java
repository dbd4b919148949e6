package dev.ghostwatch.model.history;

/** What one value says of the many it stands for. */
public enum Statistic {
  LAST(0),
  LEAST(1),
  GREATEST(2),
  AVERAGE(3);

  private final int code;

  Statistic(int code) {
    this.code = code;
  }

  /** Its number in packed blocks; never changes. */
  public int code() {
    return code;
  }
}
