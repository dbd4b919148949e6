package dev.ghostwatch.cli;

import dev.ghostwatch.access.ApiToken;
import dev.ghostwatch.access.Hashes;
import dev.ghostwatch.access.Randomness;
import dev.ghostwatch.access.Role;
import dev.ghostwatch.config.schema.Units;
import dev.ghostwatch.terminal.SafeText;
import dev.ghostwatch.text.Figures;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code ghostwatch token create}: makes a token, which is shown this once. */
final class TokenCreateCommand implements CliCommand {
  private static final int SECRET_BYTES = 32;
  private static final int ID_LENGTH = 8;
  private static final Duration USUAL = Duration.ofDays(90);
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(3660);

  private final Randomness randomness;

  TokenCreateCommand(Randomness randomness) {
    this.randomness = randomness;
  }

  @Override
  public void declare(CommandSpec spec, Declarations declare) {
    declare.value(spec, "ROLE", "--scope");
    declare.value(spec, "DURATION", "--expires");
    AccessInput.declare(spec, declare);
    declare.words(spec, "NAME", "1");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context) throws CommandFailure {
    String name = AccessInput.name(Options.word(arguments), context);
    Role scope = AccessInput.role(Options.value(arguments, "--scope"), context);
    AccessInput input = AccessInput.of(arguments, context);
    Instant now = context.clock().instant();
    Instant expires = expires(arguments, now, context);
    String secret = ApiToken.PREFIX + randomness.text(SECRET_BYTES);
    String hash = Hashes.of(secret);
    // Of the hash, so that it tells nothing of the secret that the file does not tell anyway.
    ApiToken token = new ApiToken(hash.substring(0, ID_LENGTH), name, scope, hash, now, expires);
    input.change(data -> data.with(token));
    context.say(
        "token.created",
        token.id(),
        name,
        scope.word(),
        expires == null ? context.text("token.never") : Figures.time(expires, context.zone()));
    context.out().println(secret);
    return ExitCode.OK;
  }

  /** Days are usual here, which other commands have no use for. */
  private static @Nullable Instant expires(ParseResult arguments, Instant now, CliContext context)
      throws CommandFailure {
    String text = Options.value(arguments, "--expires");
    if (text == null) {
      return now.plus(USUAL);
    }
    if (text.equals("never")) {
      return null;
    }
    Duration wanted = Units.duration(text);
    if (wanted == null || wanted.compareTo(SHORTEST) < 0 || wanted.compareTo(LONGEST) > 0) {
      throw new CommandFailure(
          ExitCode.USAGE, context.text("token.badExpiry", SafeText.line(text)));
    }
    return now.plus(wanted);
  }
}
