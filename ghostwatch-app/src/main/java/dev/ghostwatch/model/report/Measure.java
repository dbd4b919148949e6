package dev.ghostwatch.model.report;

/** What runs differ in that makes them slower or faster. */
public enum Measure {
  CHUNK_SIZE("chunk-size", true),
  NICE_RATIO("nice-ratio", true),
  DML_BATCH_SIZE("dml-batch-size", true),
  MAX_LAG_MILLIS("max-lag-millis", true),
  /** Part of the time that it was throttled, percent. */
  THROTTLED_PERCENT("throttled-percent", false),
  ROWS("rows", false),
  /** Bytes of a row, indexes not counted. */
  ROW_BYTES("row-bytes", false),
  /** Events that the application's writes made gh-ost apply, a second. */
  DML_PER_SECOND("dml-per-second", false),
  THREADS_RUNNING("threads-running", false),
  LOAD_AVERAGE("load-average", false);

  private final String jsonName;
  private final boolean isSetting;

  Measure(String jsonName, boolean isSetting) {
    this.jsonName = jsonName;
    this.isSetting = isSetting;
  }

  public String jsonName() {
    return jsonName;
  }

  /** Whether it is one of gh-ost's settings, of which any difference counts. */
  public boolean isSetting() {
    return isSetting;
  }
}
