package dev.ghostwatch.model.server;

import dev.ghostwatch.model.Phrase;
import org.jspecify.annotations.Nullable;

/**
 * Something that could not be read from a server.
 *
 * @param kind what sort of trouble
 * @param part what could not be read, in the server's own words: {@code SHOW REPLICA STATUS}
 * @param text what happened, what GhostWatch did and what to do next
 * @param statement the statement that ends the trouble when an administrator runs it on the server
 */
public record ServerProblem(Kind kind, String part, Phrase text, @Nullable String statement) {

  /** Sorts of trouble. */
  public enum Kind {
    /** The server cannot be reached or has gone. */
    CONNECTION,
    /** It refused the user or the password. */
    PASSWORD,
    /** No encrypted connection, and a plain one is not allowed. */
    TLS,
    /** The user may not read this. */
    GRANT,
    /** This server has it switched off. */
    SWITCHED_OFF,
    /** It took longer than the limit and was given up. */
    TOO_SLOW,
    /** The server refused for another reason. */
    OTHER
  }
}
