package dev.ghostwatch.history.spool;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * Entries that are to be written together.
 *
 * @param number ascending without end; the store remembers the last that it took over
 * @param kept when they were put here
 * @param entries how many there are
 * @param bytes the entries, encoded
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Frame(long number, Instant kept, int entries, byte[] bytes) {
  /** The entries, decoded. */
  public List<Entry> read() throws IOException {
    return EntryCodec.read(bytes);
  }
}
