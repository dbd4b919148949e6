package dev.ghostwatch.model;

/** How much a finding or an alert matters; later ones matter more. */
public enum Severity {
  INFO("info"),
  WARNING("warning"),
  ERROR("error"),
  CRITICAL("critical");

  private final String jsonName;

  Severity(String jsonName) {
    this.jsonName = jsonName;
  }

  /** The name in JSON documents. */
  public String jsonName() {
    return jsonName;
  }
}
