package dev.ghostwatch.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** What {@code config init} chooses for a kind of place. */
public enum Preset {
  /** The full system, run by systemd with the unit that GhostWatch ships. */
  PRODUCTION {
    @Override
    public Map<String, String> chosen() {
      Map<String, String> values = new LinkedHashMap<>();
      values.put("listen.address", "127.0.0.1:8970");
      values.put("hooks.spool", "/var/spool/ghostwatch/hooks");
      values.put("host.enabled", "true");
      values.put("history.path", "/var/lib/ghostwatch/history.db");
      values.put("history.retention", "90d");
      values.put("history.max-size", "4GB");
      values.put("history.csv.directory", "/var/lib/ghostwatch/csv");
      values.put("logging.format", "json");
      values.put("daemon.pid-file", "/run/ghostwatch/ghostwatch.pid");
      values.put("daemon.log-file", "/var/log/ghostwatch/ghostwatch.log");
      return values;
    }
  },
  /** At least the progress, kept for two weeks. */
  STAGING {
    @Override
    public Map<String, String> chosen() {
      Map<String, String> values = new LinkedHashMap<>();
      values.put("listen.address", "127.0.0.1:8970");
      values.put("history.retention", "14d");
      values.put("history.max-size", "512MB");
      return values;
    }
  },
  /** Where the command line is enough: an agent that remembers nothing. */
  DEVELOPMENT {
    @Override
    public Map<String, String> chosen() {
      Map<String, String> values = new LinkedHashMap<>();
      values.put("host.enabled", "false");
      values.put("history.enabled", "false");
      values.put("logging.level", "debug");
      return values;
    }
  };

  /** Values, as written in the file, by the paths of their keys. */
  public abstract Map<String, String> chosen();
}
