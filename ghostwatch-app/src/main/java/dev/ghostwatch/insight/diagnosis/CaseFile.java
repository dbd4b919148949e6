package dev.ghostwatch.insight.diagnosis;

import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.status.StatusLine;
import dev.ghostwatch.client.value.Printable;
import dev.ghostwatch.insight.forecast.Forecasts;
import dev.ghostwatch.insight.lag.LagMethods;
import dev.ghostwatch.model.EndpointFacts;
import dev.ghostwatch.model.Lifecycle;
import dev.ghostwatch.model.Outcome;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.model.history.CommandRow;
import dev.ghostwatch.model.layers.Forecast;
import dev.ghostwatch.model.layers.LagFigures;
import dev.ghostwatch.model.layers.ServersAndHost;
import dev.ghostwatch.model.server.ServerFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the rules look at, of one migration at one moment.
 *
 * @param snapshot the picture of it
 * @param course how it went
 * @param around the servers and the host, those of other migrations too
 * @param commands what GhostWatch sent to it, oldest first
 * @param flagFiles flag files that exist on this host
 * @param neighbours the runs that go on on this host; this one may be among them
 * @param endpoint how its socket answered; null when it was not asked
 * @param outcome how it ended; null while it runs
 * @param frozen how long something must stand still to count as frozen
 * @param now the moment
 * @param more what is known to be at hand though it is empty
 */
public record CaseFile(
    Snapshot snapshot,
    Course course,
    ServersAndHost around,
    List<CommandRow> commands,
    List<FlagFileFacts> flagFiles,
    List<Snapshot> neighbours,
    @Nullable EndpointFacts endpoint,
    @Nullable Outcome outcome,
    Duration frozen,
    Instant now,
    Set<Input> more) {
  /** What counts as frozen unless somebody says otherwise. */
  public static final Duration FROZEN = Duration.ofSeconds(60);

  public CaseFile {
    commands = List.copyOf(commands);
    flagFiles = List.copyOf(flagFiles);
    neighbours = List.copyOf(neighbours);
    more = Set.copyOf(more);
  }

  /** A case of which the samples and lines alone are known. */
  public static CaseFile of(Snapshot snapshot, Course course, Instant now) {
    return new CaseParts(snapshot, course, now).file();
  }

  /** The same with a better picture of it. */
  public CaseFile snapshot(Snapshot better) {
    return but(parts -> parts.snapshot = better);
  }

  /** The same with servers and host. */
  public CaseFile around(ServersAndHost seen) {
    return but(parts -> parts.around = seen);
  }

  /** The same with what was sent; whoever knows the audit says so even when it is empty. */
  public CaseFile commands(List<CommandRow> sent) {
    return but(parts -> {
      parts.commands = sent;
      parts.more = with(Input.AUDIT);
    });
  }

  /** The same with the flag files that exist here. */
  public CaseFile flagFiles(List<FlagFileFacts> files) {
    return but(parts -> parts.flagFiles = files);
  }

  /** The same with the other runs of this host. */
  public CaseFile neighbours(List<Snapshot> others) {
    return but(parts -> parts.neighbours = others);
  }

  /** The same with how its socket answered. */
  public CaseFile endpoint(@Nullable EndpointFacts facts) {
    return but(parts -> parts.endpoint = facts);
  }

  /** The same with how it ended. */
  public CaseFile outcome(@Nullable Outcome end) {
    return but(parts -> parts.outcome = end);
  }

  /** The same with another idea of what is frozen. */
  public CaseFile frozen(Duration window) {
    return but(parts -> parts.frozen = window);
  }

  private CaseFile but(Consumer<CaseParts> change) {
    CaseParts parts = new CaseParts(this);
    change.accept(parts);
    return parts.file();
  }

  private Set<Input> with(Input input) {
    EnumSet<Input> all = EnumSet.of(input);
    all.addAll(more);
    return all;
  }

  /** What can be looked at. */
  public Set<Input> inputs() {
    EnumSet<Input> known = EnumSet.noneOf(Input.class);
    known.addAll(more);
    add(known, Input.SAMPLES, snapshot.line() != null);
    add(known, Input.COURSE, course.covers(frozen) || isOver());
    add(known, Input.SETTINGS, snapshot.settings() != null);
    add(known, Input.LOG, course.log().last() != null);
    add(known, Input.MYSQL, !around.servers().isEmpty());
    add(known, Input.PROCESS, snapshot.process() != null);
    add(known, Input.SOCKET, endpoint != null);
    return known;
  }

  private static void add(Set<Input> known, Input input, boolean isKnown) {
    if (isKnown) {
      known.add(input);
    }
  }

  // --- what many rules ask

  @Nullable StatusLine line() {
    return snapshot.line();
  }

  @Nullable Settings settings() {
    return snapshot.settings();
  }

  Log log() {
    return course.log();
  }

  Past past() {
    return course.past();
  }

  /** Whether the run is over. */
  boolean isOver() {
    return snapshot.lifecycle() != Lifecycle.RUNNING && snapshot.lifecycle() != Lifecycle.STARTING;
  }

  /** Whether the run did what it was for. */
  boolean hasSucceeded() {
    return snapshot.lifecycle() == Lifecycle.SUCCEEDED || log().isDone();
  }

  /** Whether it runs, as far as is known, and all rows are copied. */
  boolean isCopied() {
    return Past.isCopied(line());
  }

  /**
   * The last stretch that is long enough for something to be frozen; null before, and at the end.
   */
  Course.@Nullable Window window() {
    return window(frozen);
  }

  /** The same for another length. */
  Course.@Nullable Window window(Duration length) {
    return isOver() || log().isDone() ? null : course.window(length);
  }

  /** How a person names it on a command line. */
  String word() {
    return snapshot.table() == null ? "" : Printable.shellWord(snapshot.table().toString());
  }

  /** A command of GhostWatch about this migration. */
  String command(String what) {
    return "ghostwatch " + what + (word().isEmpty() ? "" : " " + word());
  }

  /** A setting of this migration, set. */
  String set(String assignment) {
    return command("set") + " " + assignment;
  }

  /** The servers of this migration. */
  List<ServerFigures> servers() {
    return around.of(snapshot).servers();
  }

  /** The server whose table is migrated; null when it is not known. */
  @Nullable ServerFigures migrated() {
    ServerFigures named = byAddress(snapshot.migratedHost());
    return named == null ? around.of(snapshot).primary() : named;
  }

  /** The server whose binary log gh-ost reads; null when it is not known. */
  @Nullable ServerFigures inspected() {
    return byAddress(snapshot.inspectedHost());
  }

  /** By address, by name in the configuration, or by its own idea of its name. */
  @Nullable ServerFigures byAddress(@Nullable String address) {
    if (address == null) {
      return null;
    }
    for (ServerFigures server : around.servers()) {
      if (isCalled(server, address)) {
        return server;
      }
    }
    return null;
  }

  private static boolean isCalled(ServerFigures server, String address) {
    if (server.address().equals(address) || server.name().equals(address)) {
      return true;
    }
    String hostname = server.identity() == null ? null : server.identity().hostname();
    String port = server.address().substring(server.address().lastIndexOf(':'));
    return hostname != null && address.equals(hostname + port);
  }

  Forecast forecast() {
    return Forecasts.of(snapshot, around.of(snapshot));
  }

  LagFigures lag() {
    return LagMethods.of(snapshot, around.of(snapshot));
  }

  /** How long ago that was; 0 for what lies ahead. */
  double secondsSince(Instant then) {
    return Math.max(0, Duration.between(then, now).toMillis() / 1000.0);
  }
}
