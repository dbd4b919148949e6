package dev.ghostwatch.alert.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.alert.Channel;
import dev.ghostwatch.alert.SampleAlerts;
import dev.ghostwatch.config.LoadedConfig;
import dev.ghostwatch.config.schema.Problem;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Texts;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Receivers made from a configuration file, as the agent makes them. */
final class Configured {
  static final Instant NOW = SampleAlerts.START.plusSeconds(100);

  private Configured() {}

  /** The channels of a receiver named {@code night} with these lines. */
  static List<Channel> channels(String lines) {
    LoadedConfig loaded =
        LoadedConfig.parse(
            "alerts:\n  receivers:\n    night:\n" + lines.indent(6), Map.of("HOME", "/home/ghost"));
    assertThat(loaded.problems()).filteredOn(Problem::isError).isEmpty();
    return new Receivers(
            Texts.of(Language.EN),
            InstantSource.fixed(NOW),
            ZoneOffset.UTC,
            RandomGenerator.of("L64X128MixRandom"))
        .channels(loaded.config().alerts().receivers());
  }

  static Channel channel(String lines) {
    List<Channel> channels = channels(lines);
    assertThat(channels).hasSize(1);
    return channels.getFirst();
  }
}
