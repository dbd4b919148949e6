package dev.ghostwatch.model;

/** Where a run of gh-ost stands as a whole. */
public enum Lifecycle {
  STARTING("starting"),
  RUNNING("running"),
  SUCCEEDED("succeeded"),
  FAILED("failed"),
  /** Ended on purpose: panic command, panic flag file, critical load, signal. */
  ABORTED("aborted"),
  /** Gone without a word. */
  VANISHED("vanished");

  private final String jsonName;

  Lifecycle(String jsonName) {
    this.jsonName = jsonName;
  }

  /** The name in JSON documents. */
  public String jsonName() {
    return jsonName;
  }
}
