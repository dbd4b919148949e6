package dev.ghostwatch.client.command;

/**
 * Makes gh-ost create a file and postpone the cut-over while it exists. Known from v1.1.10 on.
 *
 * @param flagFilePath absolute path on gh-ost's host
 */
public record PostponeCutOver(String flagFilePath) implements ChangeCommand {

  private static final String NAME = "postpone-cut-over-flag-file";

  public PostponeCutOver {
    if (!flagFilePath.startsWith("/")) {
      throw new UnsendableCommandException(
          Refusal.of(Refusal.Kind.RELATIVE_PATH, Texts.shown(flagFilePath)));
    }
    WireArgument.check(NAME, flagFilePath);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String wire() {
    return NAME + "=" + WireArgument.encode(flagFilePath);
  }
}
