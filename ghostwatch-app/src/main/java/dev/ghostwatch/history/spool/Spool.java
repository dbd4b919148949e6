package dev.ghostwatch.history.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps entries in their order while the store cannot be written: the newest in memory, all others
 * in a file, and in memory alone while the file cannot be written either. Bounded; what does not
 * fit is refused, never what is kept already. Not thread-safe.
 */
public final class Spool {
  /** A short lock of the store needs no file. */
  private static final int FRAMES_IN_MEMORY = 5;

  private final SpoolFile file;
  private final long mostFileBytes;
  private final long mostMemoryBytes;
  private final Deque<Frame> memory = new ArrayDeque<>();
  private long memoryBytes;
  private long entries;
  private long next = 1;
  private @Nullable Instant oldest;
  private @Nullable IOException fileFailure;

  /**
   * Empty until it is opened.
   *
   * @param file where frames go that memory should not hold
   * @param mostFileBytes how large that file may become
   * @param mostMemoryBytes how much may be held in memory when the file does not take it
   */
  public Spool(Path file, long mostFileBytes, long mostMemoryBytes) {
    this.file = new SpoolFile(file);
    this.mostFileBytes = mostFileBytes;
    this.mostMemoryBytes = mostMemoryBytes;
  }

  /**
   * Finds what a former process left in the file.
   *
   * @param taken the number of the last frame that the store has
   */
  public void open(long taken) throws IOException {
    long last = file.open(taken);
    next = Math.max(taken, last) + 1;
    Frame first = file.first();
    if (first != null) {
      oldest = first.kept();
      entries = first.entries();
    } else {
      file.clear();
    }
  }

  /** Whether nothing is kept. */
  public boolean isEmpty() {
    return memory.isEmpty() && file.frames() == 0;
  }

  /**
   * Keeps entries.
   *
   * @return whether there was room for them
   */
  public boolean add(List<Entry> added, Instant now) {
    Frame frame = new Frame(next, now, added.size(), EntryCodec.write(added));
    boolean wasEmpty = isEmpty();
    memory.addLast(frame);
    memoryBytes += frame.bytes().length;
    if (memory.size() > FRAMES_IN_MEMORY || memoryBytes > mostMemoryBytes) {
      toFile();
    }
    if (memoryBytes > mostMemoryBytes) {
      memory.removeLast();
      memoryBytes -= frame.bytes().length;
      return false;
    }
    next++;
    entries += frame.entries();
    if (wasEmpty) {
      oldest = now;
    }
    return true;
  }

  /** Moves what is in memory to the file, so that it outlives this process. Says whether it did. */
  public boolean toFile() {
    if (memory.isEmpty()) {
      return true;
    }
    if (file.bytes() + memoryBytes > mostFileBytes) {
      return false;
    }
    try {
      file.append(new ArrayList<>(memory));
    } catch (IOException e) {
      fileFailure = e;
      return false;
    }
    fileFailure = null;
    memory.clear();
    memoryBytes = 0;
    return true;
  }

  /** The oldest frame; null when there is none. */
  public @Nullable Frame first() throws IOException {
    Frame first = file.first();
    return first == null ? memory.peekFirst() : first;
  }

  /** The oldest frame is in the store now. */
  public void removeFirst(Frame frame) throws IOException {
    if (file.frames() > 0) {
      file.removeFirst(frame);
    } else {
      memory.removeFirst();
      memoryBytes -= frame.bytes().length;
    }
    entries = Math.max(0, entries - frame.entries());
    Frame first = first();
    oldest = first == null ? null : first.kept();
    if (first == null) {
      entries = 0;
    }
  }

  /** What the file has cannot be read: forgets it and keeps what is in memory. */
  public void forgetFile() throws IOException {
    file.clear();
    Frame first = memory.peekFirst();
    oldest = first == null ? null : first.kept();
    entries = memory.stream().mapToLong(Frame::entries).sum();
  }

  /** Since when entries wait here; null when none do. */
  public @Nullable Instant oldest() {
    return oldest;
  }

  /** How many entries wait here; of those of a former process only the first frame counts. */
  public long entries() {
    return entries;
  }

  /** How many entries are in memory alone and would be lost with this process. */
  public long entriesInMemory() {
    return memory.stream().mapToLong(Frame::entries).sum();
  }

  /** Why the file could not be written the last time; null when it could. */
  public @Nullable IOException fileFailure() {
    return fileFailure;
  }
}
