package dev.ghostwatch.cli;

import dev.ghostwatch.alert.delivery.OutboxDesk;
import dev.ghostwatch.alert.delivery.OutboxEntry;
import dev.ghostwatch.config.LoadedConfig;
import dev.ghostwatch.terminal.SafeText;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch alert resend}: gives dead letters another chance. */
final class AlertResendCommand implements CliCommand {
  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    AgentInput.declare(spec, declare);
    declare.value(spec, "NAME", "--receiver");
    declare.flag(spec, "--all");
    declare.words(spec, "NO", "0..*");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context) throws CommandFailure {
    List<String> words = Options.words(arguments);
    String receiver = Options.value(arguments, "--receiver");
    boolean all = Options.flag(arguments, "--all");
    if ((words.isEmpty() ? 0 : 1) + (receiver == null ? 0 : 1) + (all ? 1 : 0) != 1) {
      throw new CommandFailure(ExitCode.USAGE, context.text("alert.resend.usage"));
    }
    LoadedConfig loaded = AlertInput.config(arguments, context);
    OutboxDesk desk = new OutboxDesk(AlertInput.store(loaded, context));
    List<OutboxEntry> chosen = chosen(desk.entries(true), words, receiver, context);
    int sent = 0;
    for (OutboxEntry entry : chosen) {
      // Without its receiver it would be given up again at once.
      if (!loaded.config().alerts().receivers().containsKey(entry.receiver())) {
        context.say(
            "alert.resend.noReceiver",
            String.valueOf(entry.no()),
            SafeText.line(entry.receiver()),
            ConfigInput.name(loaded, context));
      } else if (resend(desk, entry, context)) {
        sent++;
      }
    }
    context.out().println(context.text("alert.resend.done", String.valueOf(sent)));
    return sent == chosen.size() && !chosen.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
  }

  private static List<OutboxEntry> chosen(
      List<OutboxEntry> dead, List<String> numbers, @Nullable String receiver, CliContext context)
      throws CommandFailure {
    if (numbers.isEmpty()) {
      return dead.stream()
          .filter(entry -> receiver == null || entry.receiver().equals(receiver))
          .toList();
    }
    List<OutboxEntry> chosen = new ArrayList<>();
    for (String number : numbers) {
      chosen.add(
          dead.stream()
              .filter(entry -> String.valueOf(entry.no()).equals(number))
              .findFirst()
              .orElseThrow(() ->
                  new CommandFailure(
                      ExitCode.FAILED,
                      context.text("alert.resend.unknown", SafeText.line(number)))));
    }
    return chosen;
  }

  private static boolean resend(OutboxDesk desk, OutboxEntry entry, CliContext context)
      throws CommandFailure {
    try {
      return desk.resend(entry.no(), context.clock().instant());
    } catch (SQLException e) {
      throw new CommandFailure(
          ExitCode.FAILED,
          context.text(
              "alert.resend.failed",
              String.valueOf(entry.no()),
              SafeText.line(String.valueOf(e.getMessage()))),
          e);
    }
  }
}
