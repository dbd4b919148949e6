package dev.ghostwatch.client.command;

import org.jspecify.annotations.Nullable;

/**
 * The questions without argument.
 *
 * <p>{@link #STATUS} and {@link #SUP} are not free: each makes gh-ost write a row on the migrated
 * server and a line to its log. The others cost neither, and answer even while those two hang.
 */
public enum Question implements ReadCommand {
  HELP("help"),
  STATUS("status"),
  SUP("sup"),
  COORDINATES("coordinates"),
  APPLIER("applier"),
  INSPECTOR("inspector");

  private final String wire;

  Question(String wire) {
    this.wire = wire;
  }

  @Override
  public String wire() {
    return wire;
  }

  /** The question with this name ({@code info} is another one for {@code status}), or null. */
  static @Nullable Question byName(String name) {
    return switch (name) {
      case "help" -> HELP;
      case "status", "info" -> STATUS;
      case "sup" -> SUP;
      case "coordinates" -> COORDINATES;
      case "applier" -> APPLIER;
      case "inspector" -> INSPECTOR;
      default -> null;
    };
  }
}
