package dev.ghostwatch.cli;

import dev.ghostwatch.config.LoadedConfig;
import dev.ghostwatch.config.ProfilesConfig;
import dev.ghostwatch.document.LagLimitText;
import dev.ghostwatch.insight.lag.LagLimits;
import dev.ghostwatch.model.LagProfile;
import dev.ghostwatch.model.Snapshot;
import dev.ghostwatch.terminal.SafeText;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** The lag profiles of the configuration, for the commands that show and set them (T11). */
final class LagProfiles {
  private final LoadedConfig loaded;
  private final CliContext context;

  LagProfiles(LoadedConfig loaded, CliContext context) {
    this.loaded = loaded;
    this.context = context;
  }

  static LagProfiles of(ParseResult arguments, CliContext context) throws CommandFailure {
    return new LagProfiles(ConfigInput.of(arguments, context), context);
  }

  /**
   * The profile that a person names; {@code scheduled} is the one that holds now.
   *
   * @throws CommandFailure when there is none, or the configuration that would name it is broken
   */
  LagProfile chosen(String name) throws CommandFailure {
    if (!loaded.isUsable()) {
      throw new CommandFailure(
          ExitCode.FAILED,
          context.text(
              "set.profile.config",
              ConfigInput.name(loaded, context),
              ConfigInput.text(loaded.problems(), context)));
    }
    ProfilesConfig profiles = loaded.config().profiles();
    if (name.equals(ProfilesConfig.SCHEDULED)) {
      LagProfile holding = LagLimits.holding(profiles, now());
      if (holding == null) {
        throw new CommandFailure(
            ExitCode.FAILED,
            context.text(
                "set.profile.none",
                now().toLocalTime().withSecond(0).withNano(0).toString(),
                ConfigInput.name(loaded, context),
                names()));
      }
      return holding;
    }
    LagProfile profile = LagLimits.named(name, profiles);
    if (profile == null) {
      throw new CommandFailure(
          ExitCode.USAGE, context.text("set.profile.unknown", SafeText.line(name), names()));
    }
    return profile;
  }

  /** What the limit of a migration should be; null when no profile holds now. */
  @Nullable String holding(Snapshot snapshot) {
    return loaded.isUsable()
        ? LagLimitText.of(
            LagLimits.of(loaded.config().profiles(), now(), snapshot, List.of()), context.texts())
        : null;
  }

  /** The same; where no profile holds, which ones there are. */
  String holdingOrAll(Snapshot snapshot) {
    String holding = holding(snapshot);
    return holding == null ? context.text("lag.limit.none", names()) : holding;
  }

  private ZonedDateTime now() {
    return context.clock().instant().atZone(context.zone());
  }

  private String names() {
    return loaded.config().profiles().all().entrySet().stream()
        .map(entry -> SafeText.line(entry.getKey()) + " " + entry.getValue().maxLag().toMillis())
        .collect(Collectors.joining(", "));
  }
}
