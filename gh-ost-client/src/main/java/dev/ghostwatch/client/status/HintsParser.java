package dev.ghostwatch.client.status;

import dev.ghostwatch.client.value.FlagFile;
import dev.ghostwatch.client.value.GoTime;
import dev.ghostwatch.client.value.LoadThresholds;
import dev.ghostwatch.client.value.Numbers;
import dev.ghostwatch.client.value.TableName;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the hint lines of one reply. */
final class HintsParser {

  private static final String MIGRATING = "# Migrating ";
  private static final String STARTED = "# Migration started at ";
  private static final String THROTTLE_FLAG_FILE = "# throttle-flag-file: ";
  private static final String ADDITIONAL_FLAG_FILE = "# throttle-additional-flag-file: ";
  private static final String POSTPONE_FLAG_FILE = "# postpone-cut-over-flag-file: ";
  private static final String PANIC_FLAG_FILE = "# panic-flag-file: ";
  private static final String THROTTLE_QUERY = "# throttle-query: ";
  private static final String LAG_QUERY = "# replication-lag-query: ";
  private static final String REPLICAS_COUNT = "# throttle-control-replicas count: ";
  private static final String SOCKET = "# Serving on unix socket: ";
  private static final String TCP_PORT = "# Serving on TCP port: ";
  private static final String SET = "[set]";

  private final SettingsBuilder settings = new SettingsBuilder();
  private final List<String> unrecognised = new ArrayList<>();
  private @Nullable TableName table;
  private @Nullable String ghostTable;
  private @Nullable String migratedHost;
  private @Nullable String inspectedHost;
  private @Nullable String executingHost;
  private @Nullable OffsetDateTime startedAt;
  private boolean seen;

  /**
   * Whether the line begins the block, or stands in it: lines of other kinds may begin with {@code
   * #} too.
   */
  static boolean isHint(String line) {
    return line.startsWith("# ") && !line.startsWith("# Note: ") && !line.equals("# Done");
  }

  /** Whether the line ends in a query, which may go on in the next line. */
  static boolean isQuery(String line) {
    return line.startsWith(THROTTLE_QUERY);
  }

  /** Whether the line is the first one of a block. */
  static boolean beginsBlock(String line) {
    return line.startsWith("# Migrating `");
  }

  /** The hints so far; null when there was no line. */
  @Nullable Hints build() {
    if (!seen) {
      return null;
    }
    return new Hints(
        table,
        ghostTable,
        migratedHost,
        inspectedHost,
        executingHost,
        startedAt,
        settings.build(),
        unrecognised);
  }

  void add(String line) {
    seen = true;
    if (!read(line)) {
      unrecognised.add(line);
    }
  }

  private boolean read(String line) {
    if (beginsBlock(line)) {
      return readNames(line);
    }
    if (line.startsWith(MIGRATING)) {
      return readHosts(line.substring(MIGRATING.length()));
    }
    if (line.startsWith(STARTED)) {
      startedAt = GoTime.parseRubyDate(line.substring(STARTED.length()).strip());
      return startedAt != null;
    }
    if (line.startsWith("# chunk-size: ") || line.startsWith("# max-lag-millis: ")) {
      readNumbers(line.substring(2));
      return true;
    }
    if (line.startsWith(THROTTLE_QUERY)) {
      settings.throttleQuery = line.substring(THROTTLE_QUERY.length());
    } else if (line.startsWith(LAG_QUERY)) {
      settings.replicationLagQuery = line.substring(LAG_QUERY.length());
    } else if (line.startsWith(THROTTLE_FLAG_FILE)) {
      settings.throttleFlagFile = flagFile(line.substring(THROTTLE_FLAG_FILE.length()));
    } else if (line.startsWith(ADDITIONAL_FLAG_FILE)) {
      settings.throttleAdditionalFlagFile = flagFile(line.substring(ADDITIONAL_FLAG_FILE.length()));
    } else if (line.startsWith(POSTPONE_FLAG_FILE)) {
      settings.postponeCutOverFlagFile = flagFile(line.substring(POSTPONE_FLAG_FILE.length()));
    } else if (line.startsWith(PANIC_FLAG_FILE)) {
      settings.panicFlagFile = line.substring(PANIC_FLAG_FILE.length());
    } else if (line.startsWith(SOCKET)) {
      settings.servingSocket = line.substring(SOCKET.length());
    } else if (line.startsWith(REPLICAS_COUNT)) {
      settings.throttleControlReplicasCount = smallNumber(line, REPLICAS_COUNT.length());
      return settings.throttleControlReplicasCount != null;
    } else if (line.startsWith(TCP_PORT)) {
      settings.servingTcpPort = smallNumber(line, TCP_PORT.length());
      return settings.servingTcpPort != null;
    } else {
      return false;
    }
    return true;
  }

  private boolean readNames(String line) {
    MigratedNames names = MigratedNames.parse(line);
    if (names == null) {
      return false;
    }
    table = names.table();
    ghostTable = names.ghostTable();
    return true;
  }

  /** {@code db1:3306; inspecting db2:3306; executing on util1}. */
  private boolean readHosts(String text) {
    int inspecting = text.indexOf("; inspecting ");
    int executing = text.lastIndexOf("; executing on ");
    if (inspecting < 0 || executing < inspecting) {
      return false;
    }
    migratedHost = text.substring(0, inspecting);
    inspectedHost =
        text.substring(
            inspecting + "; inspecting ".length(),
            Math.max(executing, inspecting + "; inspecting ".length()));
    executingHost = text.substring(executing + "; executing on ".length());
    return true;
  }

  /** {@code chunk-size: 1000; max-lag-millis: 1500ms; …}: {@code name: value} pairs. */
  private void readNumbers(String text) {
    int position = 0;
    while (position < text.length()) {
      int semicolon = text.indexOf("; ", position);
      int end = semicolon < 0 ? text.length() : semicolon;
      int colon = text.indexOf(':', position, end);
      boolean understood =
          colon >= 0
              && readNumber(
                  text.substring(position, colon), text.substring(colon + 1, end).strip());
      if (!understood) {
        unrecognised.add(text.substring(position, end));
      }
      position = end + 2;
    }
  }

  private boolean readNumber(String name, String value) {
    return switch (name) {
      case "chunk-size" ->
          (settings.chunkSize = Numbers.parseLong(value, 0, value.length())) != null;
      case "dml-batch-size" ->
          (settings.dmlBatchSize = Numbers.parseLong(value, 0, value.length())) != null;
      case "nice-ratio" ->
          (settings.niceRatio = Numbers.parseDecimal(value, 0, value.length())) != null;
      case "max-load" -> (settings.maxLoad = LoadThresholds.parse(value)) != null;
      case "critical-load" -> (settings.criticalLoad = LoadThresholds.parse(value)) != null;
      case "max-lag-millis", "max lag", "max-lag" -> {
        int end = value.endsWith("ms") ? value.length() - "ms".length() : value.length();
        yield (settings.maxLagMillis = Numbers.parseLong(value, 0, end)) != null;
      }
      default -> false;
    };
  }

  private static FlagFile flagFile(String text) {
    boolean set = text.endsWith(" " + SET);
    String path = set ? text.substring(0, text.length() - SET.length() - 1) : text;
    // gh-ost prints a blank after the path of a file that is not there.
    return new FlagFile(path.endsWith(" ") ? path.substring(0, path.length() - 1) : path, set);
  }

  private static @Nullable Integer smallNumber(String line, int from) {
    long value = Numbers.parseCount(line, from, line.length());
    return value < 0 || value > Integer.MAX_VALUE ? null : (int) value;
  }
}
