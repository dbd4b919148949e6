package dev.ghostwatch.monitor;

import dev.ghostwatch.client.socket.CommandChannel;
import dev.ghostwatch.client.socket.ControlException;
import dev.ghostwatch.client.socket.Endpoint;
import dev.ghostwatch.client.socket.GhostClient;
import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.client.value.Printable;
import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.model.EndpointFacts;
import dev.ghostwatch.model.FigureSource;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.MigrationId;
import dev.ghostwatch.model.Observation;
import dev.ghostwatch.model.Outcome;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.model.ProcessFacts;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.source.discovery.GhostProcess;
import dev.ghostwatch.text.Lazy;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A gh-ost run that was found on this host: its process, its control interface, and what they say.
 */
public final class RunningMigration {
  private final String label;
  private final Hint hint;
  private final @Nullable Endpoint endpoint;
  private final @Nullable CommandChannel channel;
  private final @Nullable GhostClient client;
  private final @Nullable ProcessFacts process;
  private final @Nullable GhostProcess ghost;
  private final boolean leftover;
  private final InstantSource clock;

  /** Made when it is first asked for: an agent that follows the run has its own. */
  private final Lazy<MigrationMonitor> monitor;

  private @Nullable ControlException failure;

  /** What is known of the table before gh-ost says it; null where nothing tells. */
  record Hint(@Nullable String database, @Nullable String table) {
    static final Hint NONE = new Hint(null, null);

    @Nullable TableName name() {
      return database == null || table == null ? null : new TableName(database, table);
    }
  }

  /**
   * @param label what to call it until gh-ost says its table
   * @param hint what its process or socket tells of its table
   * @param process the facts of {@code ghost} that a picture shows
   */
  RunningMigration(
      String label,
      Hint hint,
      @Nullable Endpoint endpoint,
      @Nullable CommandChannel channel,
      @Nullable ProcessFacts process,
      @Nullable GhostProcess ghost,
      boolean leftover,
      InstantSource clock) {
    this.label = label;
    this.hint = hint;
    this.endpoint = endpoint;
    this.channel = channel;
    this.client = channel == null ? null : new GhostClient(channel);
    this.process = process;
    this.ghost = ghost;
    this.leftover = leftover;
    this.clock = clock;
    this.monitor = new Lazy<>(this::begin);
  }

  private MigrationMonitor begin() {
    MigrationMonitor begun = new MigrationMonitor(endpoint == null ? null : endpoint.toString());
    if (process != null) {
      begun.observe(new Observation.ProcessSeen(clock.instant(), process));
    }
    if (leftover) {
      begun.assume(hint.name());
      Outcome gone = new Outcome(Lifecycle.VANISHED, Phrase.of("outcome.vanished.stale"), "");
      begun.observe(new Observation.Ended(clock.instant(), gone));
    }
    return begun;
  }

  /** A run that is known to listen there. */
  public static RunningMigration at(
      Endpoint endpoint, CommandChannel channel, InstantSource clock) {
    return new RunningMigration(
        endpoint.toString(), Hint.NONE, endpoint, channel, null, null, false, clock);
  }

  /**
   * The same migration, asked through another channel to the same gh-ost, with nothing known yet.
   */
  public RunningMigration through(UnaryOperator<CommandChannel> wrap) {
    CommandChannel wrapped = channel == null ? null : wrap.apply(channel);
    return new RunningMigration(label, hint, endpoint, wrapped, process, ghost, leftover, clock);
  }

  /** Asks gh-ost for its full status. A failure to answer is kept, not thrown. */
  public Snapshot attach() {
    if (client != null) {
      try {
        StatusReply reply = client.status();
        if (reply.line() == null && reply.hints() == null) {
          failure = noStatus(client.endpoint());
        } else {
          observe(reply);
        }
      } catch (ControlException e) {
        failure = e;
        if (isLeftover()) {
          // What the name of the socket tells is all there will be.
          monitor.get().assume(hint.name());
        }
      }
    }
    return monitor.get().snapshot();
  }

  private static ControlException noStatus(Endpoint endpoint) {
    return new ControlException(
        ControlException.Kind.NO_STATUS,
        endpoint,
        "Cannot ask "
            + Printable.text(endpoint.toString())
            + ": what answers there gives no status that gh-ost would give.\n"
            + "Check that this is gh-ost's socket; 'ghostwatch ask help "
            + option(endpoint)
            + "' shows what it says.",
        null);
  }

  /** How this place is named on a command line. */
  public static String option(Endpoint endpoint) {
    return switch (endpoint) {
      case Endpoint.UnixSocket unix -> "--socket " + Printable.shellWord(unix.path().toString());
      case Endpoint.Tcp tcp -> "--tcp " + Printable.text(tcp.toString().substring(4));
    };
  }

  /** Takes in a reply that was read just now. */
  public Snapshot observe(StatusReply reply) {
    return monitor
        .get()
        .observe(new Observation.StatusSeen(clock.instant(), FigureSource.SOCKET, reply));
  }

  /** The picture so far. */
  public Snapshot snapshot() {
    return monitor.get().snapshot();
  }

  public MigrationMonitor monitor() {
    return monitor.get();
  }

  /** The way to talk to it; null for a process whose control interface is not known. */
  public @Nullable GhostClient client() {
    return client;
  }

  public @Nullable Endpoint endpoint() {
    return endpoint;
  }

  public @Nullable ProcessFacts process() {
    return process;
  }

  /** Its process as discovery saw it; null when none was seen. */
  @Nullable GhostProcess ghost() {
    return ghost;
  }

  /** Why gh-ost did not answer; null when it did. */
  public @Nullable ControlException failure() {
    return failure;
  }

  /** How its control interface answered; null when it has none that is known. */
  public @Nullable EndpointFacts endpointFacts() {
    if (endpoint == null) {
      return null;
    }
    if (failure != null) {
      return new EndpointFacts(endpoint, failure.kind(), failure.happened(), failure.facts());
    }
    return new EndpointFacts(
        endpoint, leftover ? ControlException.Kind.STALE : null, "", List.of());
  }

  /** Whether this is only the socket file that an ended run left behind. */
  public boolean isLeftover() {
    return process == null
        && (leftover || (failure != null && failure.kind() == ControlException.Kind.STALE));
  }

  /**
   * What people call it: {@code db.table} as gh-ost says it, else as the process or socket
   * suggests.
   */
  public String name() {
    boolean isKnown = process != null || leftover;
    MigrationMonitor known = isKnown ? monitor.get() : monitor.ifMade();
    TableName table = known == null ? null : known.snapshot().table();
    return table == null ? label : table.toString();
  }

  /** Whether a name that somebody typed means this one. */
  public boolean isNamed(String word) {
    TableName table = monitor.get().snapshot().table();
    MigrationId id = monitor.get().snapshot().id();
    return word.equals(name())
        || word.equals(table == null ? hint.table() : table.table())
        || (id != null && word.equals(id.text()))
        || (endpoint != null && (word.equals(endpoint.toString()) || isPathOf(endpoint, word)));
  }

  private static boolean isPathOf(Endpoint endpoint, String word) {
    return switch (endpoint) {
      case Endpoint.UnixSocket unix -> unix.path().toString().equals(word);
      case Endpoint.Tcp tcp -> (tcp.host() + ":" + tcp.port()).equals(word);
    };
  }
}
