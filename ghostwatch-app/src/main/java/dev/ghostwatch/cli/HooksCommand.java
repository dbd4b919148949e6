package dev.ghostwatch.cli;

import dev.ghostwatch.client.hook.HookKind;
import dev.ghostwatch.source.hook.HookInstaller;
import dev.ghostwatch.terminal.SafeText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code ghostwatch hooks}: puts the reporting scripts into a folder of hooks, or takes them out.
 */
final class HooksCommand implements CliCommand {
  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    declare.value(spec, "DIR", "--spool");
    declare.words(spec, "install|uninstall DIR", "1..*");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context) throws CommandFailure {
    List<String> words = Options.words(arguments);
    boolean isInstall = words.getFirst().equals("install");
    if (words.size() != 2 || !(isInstall || words.getFirst().equals("uninstall"))) {
      throw new CommandFailure(ExitCode.USAGE, context.text("hooks.usage"));
    }
    try {
      HookInstaller installer = new HookInstaller(Path.of(words.getLast()));
      if (isInstall) {
        show(installer.install(spool(arguments, context)), context);
      } else {
        show(installer.uninstall(), context);
      }
    } catch (IOException e) {
      String reason = e.getMessage() == null ? e.toString() : e.getMessage();
      throw new CommandFailure(
          ExitCode.FAILED,
          context.text("hooks.failed", words.getFirst(), SafeText.line(reason)),
          e);
    }
    return ExitCode.OK;
  }

  private static Path spool(ParseResult arguments, CliContext context) {
    @Nullable String named = Options.value(arguments, "--spool");
    return named == null ? HookInstaller.usualSpool(context.environment()) : Path.of(named);
  }

  private static void show(HookInstaller.Installed done, CliContext context) {
    context
        .out()
        .println(
            context.text(
                "hooks.installed",
                SafeText.line(done.folder().toString()),
                Integer.toString(HookKind.values().length),
                SafeText.line(done.spool().toString())));
    list("hooks.kept", done.kept(), context);
    list("hooks.notExecutable", done.notExecutable(), context);
    context.say("hooks.next", SafeText.line(done.folder().toString()));
  }

  private static void show(HookInstaller.Uninstalled done, CliContext context) {
    context
        .out()
        .println(
            context.text(
                "hooks.uninstalled",
                SafeText.line(done.folder().toString()),
                Integer.toString(done.removed())));
    list("hooks.restored", done.restored(), context);
    list("hooks.foreign", done.foreign(), context);
  }

  private static void list(String key, List<String> names, CliContext context) {
    if (!names.isEmpty()) {
      context.out().println(context.text(key, String.join(", ", names)));
    }
  }
}
