package dev.ghostwatch.cli;

import dev.ghostwatch.access.Passwords;
import dev.ghostwatch.access.Randomness;
import dev.ghostwatch.access.Role;
import dev.ghostwatch.access.User;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch user add}: adds a user, or gives one another role and password. */
final class UserAddCommand implements CliCommand {
  private final Randomness randomness;

  UserAddCommand(Randomness randomness) {
    this.randomness = randomness;
  }

  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    declare.value(spec, "ROLE", "--role");
    AccessInput.declare(spec, declare);
    declare.words(spec, "NAME", "1");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context)
      throws CommandFailure, IOException {
    String name = AccessInput.name(Options.word(arguments), context);
    Role role = AccessInput.role(Options.value(arguments, "--role"), context);
    AccessInput input = AccessInput.of(arguments, context);
    boolean isNew = input.read().user(name) == null;
    String password = password(name, context);
    if (password == null) {
      throw new CommandFailure(ExitCode.USAGE, context.text("user.noPassword", name));
    }
    if (password.length() < Passwords.SHORTEST || password.length() > Passwords.LONGEST) {
      throw new CommandFailure(
          ExitCode.USAGE, context.text("user.badLength", String.valueOf(password.length()), name));
    }
    String hash = Passwords.hash(password, randomness);
    Instant now = context.clock().instant();
    input.change(data -> data.with(new User(name, role, hash, now)));
    context.out().println(context.text(isNew ? "user.added" : "user.changed", name, role.word()));
    return ExitCode.OK;
  }

  /** From the terminal without showing it, or the first line of the input. */
  @SuppressWarnings("ReferenceEquality") // whether it is the very input of this process
  private static @Nullable String password(String name, CliContext context) throws IOException {
    Console console = context.in() == System.in ? System.console() : null;
    if (console != null && console.isTerminal()) {
      context.say("user.prompt", name);
      char[] typed = console.readPassword();
      return typed == null ? null : new String(typed);
    }
    return new BufferedReader(new InputStreamReader(context.in(), StandardCharsets.UTF_8))
        .readLine();
  }
}
