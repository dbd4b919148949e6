package dev.ghostwatch.testing;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one run of the command line came to.
 *
 * @param exit what the process would exit with
 * @param out standard output
 * @param err standard error
 */
public record Ran(int exit, String out, String err) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The lines of standard output. */
  public List<String> lines() {
    return out.lines().toList();
  }

  /** The last line of standard output. */
  public String lastLine() {
    return lines().getLast();
  }

  /** Standard output as one JSON document. */
  public JsonNode json() {
    return JSON.readTree(out);
  }

  /** Standard output as JSON documents, one a line. */
  public List<JsonNode> jsonLines() {
    return out.lines().map(JSON::readTree).toList();
  }

  /** Everything that was printed. */
  public String all() {
    return out + err;
  }
}
