package dev.ghostwatch.client.command;

/**
 * A change that carries the name of the migrated table, so that gh-ost refuses it when it migrates
 * another one.
 *
 * <p>Each constructor throws {@link UnsendableCommandException} for a name that gh-ost would not
 * read as it is meant: with line breaks, too long, blank, or {@code ?}.
 */
public sealed interface NamedCommand extends ChangeCommand {

  /** The table, without its database. */
  String table();

  @Override
  default String wire() {
    return name() + "=" + WireArgument.encode(table());
  }

  /** Makes gh-ost hold still until {@link NoThrottle}. */
  record Throttle(String table) implements NamedCommand {
    public Throttle {
      WireArgument.checkTableName("throttle", table);
    }

    @Override
    public String name() {
      return "throttle";
    }
  }

  /** Ends what {@link Throttle} began; other reasons to hold still remain. */
  record NoThrottle(String table) implements NamedCommand {
    public NoThrottle {
      WireArgument.checkTableName("no-throttle", table);
    }

    @Override
    public String name() {
      return "no-throttle";
    }
  }

  /** Ends the postponement of the cut-over: gh-ost swaps the tables now. */
  record Unpostpone(String table) implements NamedCommand {
    public Unpostpone {
      WireArgument.checkTableName("unpostpone", table);
    }

    @Override
    public String name() {
      return "unpostpone";
    }
  }

  /** Makes gh-ost quit at once, without cleaning up. */
  record Panic(String table) implements NamedCommand {
    public Panic {
      WireArgument.checkTableName("panic", table);
    }

    @Override
    public String name() {
      return "panic";
    }
  }
}
