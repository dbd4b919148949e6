package dev.ghostwatch.simulator;

import dev.ghostwatch.simulator.Incident.Killed;
import dev.ghostwatch.simulator.Incident.OperatorSends;
import dev.ghostwatch.simulator.MigrationView.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One simulated gh-ost run: a story on its way, moved on by {@link #advanceTo} in steps of 100 ms
 * of virtual time, and steered by {@link #command}. It has no thread and reads no clock; the same
 * identity, dialect, story and commands at the same times give the same output to the last byte.
 *
 * <p>Safe for use by several threads: each call sees the run between two steps.
 */
public final class SimulatedMigration {
  private static final int COMMAND_BYTES = 4096;

  private final RunIdentity identity;
  private final GhostDialect dialect;
  private final Story story;
  private final RunEngine engine;
  private final CommandInterpreter interpreter;
  private final Deque<ReceivedCommand> received = new ArrayDeque<>();
  private int receivedKept = 10_000;
  private long commands;
  private long commandLogLines;
  private long commandLogBytes;
  private long commandWrites;
  private long commandBinlogEvents;
  private long settingsChanged;
  private long errors;

  /** A run with flag files in memory whose output nobody reads. */
  public SimulatedMigration(RunIdentity identity, GhostDialect dialect, Story story) {
    this(identity, dialect, story, FlagFiles.inMemory(), _ -> {});
  }

  /**
   * A run at its first moment.
   *
   * @param files where flag files are looked for
   * @param output takes each line of gh-ost's output, without its line end
   */
  public SimulatedMigration(
      RunIdentity identity,
      GhostDialect dialect,
      Story story,
      FlagFiles files,
      Consumer<String> output) {
    this.identity = identity;
    this.dialect = dialect;
    this.story = story;
    engine = new RunEngine(identity, dialect, story, files, output);
    interpreter =
        dialect == GhostDialect.BRACKETED
            ? new BracketedCommands(identity, engine.settings(), engine.log())
            : new GhostCommands(
                dialect,
                identity,
                story.options(),
                engine.settings(),
                engine.world(),
                files,
                engine.log());
  }

  public RunIdentity identity() {
    return identity;
  }

  public GhostDialect dialect() {
    return dialect;
  }

  public Story story() {
    return story;
  }

  /** Moves the run on to the last full step at or before the given time; never backwards. */
  public synchronized void advanceTo(Instant time) {
    long target = Duration.between(identity.started(), time).toNanos() / 1_000;
    while (engine.canStep(target)) {
      engine.beginStep();
      for (Incident incident : story.incidents()) {
        if (engine.isDueInThisStep(incident)) {
          act(incident);
        }
      }
      engine.endStep();
    }
  }

  private void act(Incident incident) {
    if (incident instanceof OperatorSends(Duration _, String command)) {
      command(command);
    } else if (incident instanceof Killed(Duration _, int signal)) {
      engine.kill(signal);
    }
  }

  /** Advances until the run has ended, at most for the given time, and tells how it ended. */
  public synchronized Optional<Outcome> runToEnd(Duration atMost) {
    Instant limit = now().plus(atMost);
    while (outcome().isEmpty() && now().isBefore(limit)) {
      advanceTo(now().plusSeconds(60));
    }
    return outcome();
  }

  /**
   * Answers one command as the dialect does, at the present virtual time. A run that is over
   * answers with nothing, as the closed connection would.
   *
   * @param line the command without its line end
   * @return the reply, line ends included
   */
  public synchronized String command(String line) {
    if (outcome().isPresent()) {
      return "";
    }
    String taken = line.length() > COMMAND_BYTES ? line.substring(0, COMMAND_BYTES) : line;
    long lines = engine.log().lines();
    long bytes = engine.log().bytes();
    long writes = engine.changelog().writes();
    long events = engine.changelog().binlogEvents();
    commands++;
    String reply = answer(taken);
    commandLogLines += engine.log().lines() - lines;
    commandLogBytes += engine.log().bytes() - bytes;
    commandWrites += engine.changelog().writes() - writes;
    commandBinlogEvents += engine.changelog().binlogEvents() - events;
    received.addLast(new ReceivedCommand(now(), taken, reply));
    dropOldCommands();
    engine.endIfPanicked();
    return reply;
  }

  private String answer(String line) {
    try {
      CommandInterpreter.Answer answer = interpreter.answer(line, engine.commandRun());
      settingsChanged += answer.changed() ? 1 : 0;
      return answer.text();
    } catch (CommandRefused refused) {
      errors++;
      engine.log().error(refused.reply());
      return refused.reply() + "\n";
    }
  }

  /** Tells the run which TCP port it is served on, for its hint block; 0 for none. */
  public synchronized void servedOnTcpPort(int port) {
    engine.tcpPort(port);
  }

  /** The virtual time. */
  public synchronized Instant now() {
    return engine.now();
  }

  /** How the run ended; empty while it goes on. */
  public synchronized Optional<Outcome> outcome() {
    return engine.outcome();
  }

  /** Whether an ended run has left its socket file behind. */
  public synchronized boolean leavesSocketBehind() {
    return switch (engine.outcome().orElse(null)) {
      case null -> false;
      case Outcome.Succeeded _ -> false;
      case Outcome.Aborted _ -> !dialect.has(DialectTrait.TEARS_DOWN_ON_ABORT);
      case Outcome.Killed _ -> true;
    };
  }

  /** The truth about the run at this moment. */
  public synchronized MigrationView view() {
    return engine.view();
  }

  /** Keeps only so many of the newest commands, for long runs; 10,000 unless told otherwise. */
  public synchronized void keepCommands(int atMost) {
    receivedKept = atMost;
    dropOldCommands();
  }

  private void dropOldCommands() {
    while (received.size() > receivedKept) {
      received.removeFirst();
    }
  }

  /** The commands so far, in the order of arrival, scripted ones included. */
  public synchronized List<ReceivedCommand> received() {
    return List.copyOf(received);
  }

  /** What the commands so far have cost. */
  public synchronized CommandCosts costs() {
    return new CommandCosts(
        commands,
        commandWrites,
        commandBinlogEvents,
        commandLogLines,
        commandLogBytes,
        settingsChanged,
        errors);
  }

  /** Whether the run is over. */
  public boolean hasEnded() {
    return view().phase() == Phase.ENDED;
  }
}
