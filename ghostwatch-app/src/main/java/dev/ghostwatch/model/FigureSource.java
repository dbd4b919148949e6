package dev.ghostwatch.model;

/** Where a figure comes from. */
public enum FigureSource {
  /** gh-ost's control socket, over Unix or TCP. */
  SOCKET("socket"),
  /** What gh-ost writes to its log or standard output; costs it nothing. */
  LOG("log"),
  /** The process file system of this host. */
  PROCESS("process"),
  /** gh-ost's DogStatsD packets. */
  STATSD("statsd"),
  /** A hook script that gh-ost ran. */
  HOOK("hook"),
  /** The changelog table that gh-ost writes to and that replicates. */
  CHANGELOG("changelog"),
  /** A MySQL or MariaDB server. */
  MYSQL("mysql");

  private final String jsonName;

  FigureSource(String jsonName) {
    this.jsonName = jsonName;
  }

  /** The name in JSON documents and metric labels. */
  public String jsonName() {
    return jsonName;
  }
}
