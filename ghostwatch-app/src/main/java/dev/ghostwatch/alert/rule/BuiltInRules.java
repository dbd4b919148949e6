package dev.ghostwatch.alert.rule;

import dev.ghostwatch.config.rule.RuleConfig;
import dev.ghostwatch.config.rule.RuleFile;
import dev.ghostwatch.config.rule.RulesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The rules that come with GhostWatch, written like anybody's. */
public final class BuiltInRules {
  private BuiltInRules() {}

  /** The rules that are there without being asked for. */
  public static List<RuleConfig> all() {
    return read("rules.yaml");
  }

  /** The rules of a policy. */
  public static List<RuleConfig> of(RulesConfig.Policy policy) {
    return switch (policy) {
      case LAG -> read("policy-lag.yaml");
      case MONITOR_LAG -> read("policy-monitor-lag.yaml");
      case LOAD -> read("policy-load.yaml");
      case LOAD_PER_CORE -> read("policy-load-per-core.yaml");
      case FATAL -> read("policy-fatal.yaml");
    };
  }

  private static List<RuleConfig> read(String resource) {
    try (InputStream in = BuiltInRules.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("BUG: " + resource + " is missing from the program");
      }
      RuleFile file = RuleFile.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), null);
      if (!file.problems().isEmpty()) {
        throw new IllegalStateException("BUG: " + resource + ": " + file.problems());
      }
      return file.rules();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot read " + resource + " from the program's own files", e);
    }
  }
}
