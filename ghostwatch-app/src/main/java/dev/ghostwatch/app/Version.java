package dev.ghostwatch.app;

/** The version of this program. */
final class Version {
  private Version() {}

  /** From the jar's manifest; {@code development} when run from class folders. */
  static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
