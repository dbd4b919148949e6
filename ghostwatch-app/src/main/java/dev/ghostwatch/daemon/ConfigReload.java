package dev.ghostwatch.daemon;

import dev.ghostwatch.config.AgentConfig;
import dev.ghostwatch.config.LoadedConfig;
import dev.ghostwatch.config.schema.Change;
import dev.ghostwatch.config.schema.Key;
import dev.ghostwatch.config.schema.Problem;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reads the configuration again while the agent runs. A file with errors changes nothing: the
 * configuration before it stays in force.
 */
public final class ConfigReload {
  /** What reading again came to. */
  public sealed interface Outcome {
    /**
     * The new configuration is in force.
     *
     * @param changed paths of the keys that differ; a secret that changed is not among them
     * @param afterRestart those of them whose new value waits for a restart
     * @param warnings what deserves a look all the same
     */
    record Applied(
        AgentConfig config, List<String> changed, List<String> afterRestart, List<Problem> warnings)
        implements Outcome {}

    /** The file says what it said before. */
    record Unchanged() implements Outcome {}

    /** The file has errors; the old configuration stays in force. */
    record Kept(List<Problem> problems) implements Outcome {}
  }

  private final Supplier<LoadedConfig> reader;
  private final Consumer<AgentConfig> apply;
  private LoadedConfig current;

  /**
   * @param first the configuration in force
   * @param reader reads the file again
   * @param apply puts a configuration into force
   */
  public ConfigReload(
      LoadedConfig first, Supplier<LoadedConfig> reader, Consumer<AgentConfig> apply) {
    this.current = first;
    this.reader = reader;
    this.apply = apply;
  }

  /** The configuration in force. */
  public synchronized AgentConfig current() {
    return current.config();
  }

  /** Reads the file again and puts it into force when it is good. */
  public synchronized Outcome reload() {
    LoadedConfig next = reader.get();
    if (!next.isUsable()) {
      return new Outcome.Kept(next.problems());
    }
    if (next.config().equals(current.config())) {
      return new Outcome.Unchanged();
    }
    List<Change> changes = Change.between(AgentConfig.SECTION, current.shown(), next.shown());
    apply.accept(next.config());
    current = next;
    return new Outcome.Applied(
        next.config(),
        changes.stream().map(Change::path).toList(),
        changes.stream()
            .filter(change -> change.takesEffect() == Key.TakesEffect.RESTART)
            .map(Change::path)
            .toList(),
        next.problems());
  }
}
