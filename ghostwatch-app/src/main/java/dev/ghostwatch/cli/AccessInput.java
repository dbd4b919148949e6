package dev.ghostwatch.cli;

import dev.ghostwatch.access.AccessData;
import dev.ghostwatch.access.AccessFile;
import dev.ghostwatch.access.Role;
import dev.ghostwatch.access.User;
import dev.ghostwatch.config.LoadedConfig;
import dev.ghostwatch.terminal.SafeText;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** The file of users and tokens that a command line means: the one the configuration names. */
record AccessInput(AccessFile file, CliContext context) {
  static void declare(CommandSpec spec, Declarations declare) {
    ConfigInput.declare(spec, declare);
  }

  static AccessInput of(ParseResult arguments, CliContext context) throws CommandFailure {
    LoadedConfig loaded = ConfigInput.of(arguments, context);
    if (!loaded.isUsable()) {
      throw new CommandFailure(
          ExitCode.FAILED,
          context.text("config.show.bad", ConfigInput.name(loaded, context))
              + "\n"
              + ConfigInput.text(loaded.problems(), context));
    }
    return new AccessInput(new AccessFile(loaded.config().web().usersFile()), context);
  }

  AccessData read() throws CommandFailure {
    try {
      return file.read();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  void change(UnaryOperator<AccessData> change) throws CommandFailure {
    try {
      file.change(change);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private CommandFailure unusable(IOException e) {
    return new CommandFailure(
        ExitCode.FAILED,
        context.text(
            "access.file",
            SafeText.line(file.path().toString()),
            SafeText.line(String.valueOf(e.getMessage()))),
        e);
  }

  /** The role that an option names; viewer without it. */
  static Role role(@Nullable String word, CliContext context) throws CommandFailure {
    Role role = word == null ? Role.VIEWER : Role.of(word);
    if (role == null) {
      throw new CommandFailure(
          ExitCode.USAGE, context.text("user.badRole", SafeText.line(String.valueOf(word))));
    }
    return role;
  }

  /** A name that users and tokens can have. */
  static String name(@Nullable String word, CliContext context) throws CommandFailure {
    if (word == null || !word.matches(User.NAME)) {
      throw new CommandFailure(
          ExitCode.USAGE, context.text("user.badName", SafeText.line(String.valueOf(word))));
    }
    return word;
  }
}
