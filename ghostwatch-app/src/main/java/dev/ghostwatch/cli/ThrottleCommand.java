package dev.ghostwatch.cli;

import dev.ghostwatch.client.command.NamedCommand;
import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.value.FlagFile;
import dev.ghostwatch.client.value.ThrottleReason;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.terminal.SafeText;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch throttle} and {@code resume}: makes gh-ost hold still, and lets it go on. */
final class ThrottleCommand implements CliCommand {
  /** gh-ost looks at its reasons to throttle a few times a second; then the status tells. */
  private static final Duration UNTIL_SEEN = Duration.ofMillis(1200);

  private final Function<String, NamedCommand> command;
  private final String doneKey;

  private ThrottleCommand(Function<String, NamedCommand> command, String doneKey) {
    this.command = command;
    this.doneKey = doneKey;
  }

  static ThrottleCommand throttle() {
    return new ThrottleCommand(NamedCommand.Throttle::new, "throttle.done");
  }

  static ThrottleCommand resume() {
    return new ThrottleCommand(NamedCommand.NoThrottle::new, "resume.done");
  }

  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    MigrationSelector.declare(spec, declare);
    declare.words(spec, "MIGRATION", "0..1");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, InterruptedException {
    Target target = Target.chosen(arguments, context);
    boolean again =
        doneKey.equals("throttle.done")
            && throttle(target.snapshot()) instanceof ThrottleReason.UserCommand;
    target.change(() -> command.apply(target.table().table()));
    context.waiter().waitFor(UNTIL_SEEN);
    Snapshot after = target.look();
    context
        .out()
        .println(
            context.text(
                again ? "throttle.already" : doneKey,
                target.name(),
                new StatusView(context).state(after)));
    if (doneKey.equals("resume.done")) {
      sayWhatStillHolds(target, after, context);
    }
    return ExitCode.OK;
  }

  private static @Nullable ThrottleReason throttle(Snapshot snapshot) {
    return snapshot.line() == null ? null : snapshot.line().throttle();
  }

  private static void sayWhatStillHolds(Target target, Snapshot after, CliContext context) {
    Settings settings = target.settings();
    for (FlagFile file :
        new @Nullable FlagFile[] {
          settings.throttleFlagFile(), settings.throttleAdditionalFlagFile()
        }) {
      if (file != null && file.set()) {
        context.say("resume.flagFile", target.name(), SafeText.line(file.path()));
      }
    }
    ThrottleReason reason = throttle(after);
    if (reason instanceof ThrottleReason.Lag || reason instanceof ThrottleReason.ReplicaLag) {
      context.say("resume.lag", target.name());
    }
  }
}
