package dev.ghostwatch.model;

/** How much a finding matters; later ones matter more. */
public enum Severity {
  INFO("info"),
  WARNING("warning"),
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
