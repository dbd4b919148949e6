package dev.ghostwatch.source.hook;

import dev.ghostwatch.model.hook.HookEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The folder that the hooks report through. Everybody who runs gh-ost may write there, so nothing
 * in it is trusted: an entry is first moved to a folder that only this user can write to, where
 * nobody can exchange it any more, and is then looked at; links, pipes, folders and what is too big
 * or no event are moved aside and never opened. What was taken in stays until {@link #remove}, and
 * a new start begins with what an earlier one had taken and not removed.
 *
 * <p>One look at an empty folder costs a listing of it. No thread, not to be shared by several.
 */
public final class HookSpool {
  /** The most that is read of one event: gh-ost's variables fit several times. */
  static final int LARGEST = 512 << 10;

  /** The most events in a batch. */
  static final int BATCH = 500;

  /** The most entries that one look lists. */
  static final int LISTED = 10_000;

  private static final int KEPT_REJECTED = 100;
  private static final int TOLD_REJECTIONS = 10;
  private static final Duration ABANDONED = Duration.ofHours(1);

  private final Path folder;
  private final Path taken;
  private final Path rejected;
  private final InstantSource clock;
  private final Set<Path> told = new HashSet<>();
  private int rejections;

  private HookSpool(Path folder, InstantSource clock) {
    this.folder = folder;
    this.taken = folder.resolve(".taken");
    this.rejected = folder.resolve(".rejected");
    this.clock = clock;
  }

  /**
   * Opens the spool, making it when it is not there.
   *
   * @throws IOException with a text for the operator
   */
  public static HookSpool open(Path folder, InstantSource clock) throws IOException {
    SpoolFolders.make(folder);
    HookSpool spool = new HookSpool(folder, clock);
    SpoolFolders.makePrivate(spool.taken);
    SpoolFolders.makePrivate(spool.rejected);
    return spool;
  }

  public Path folder() {
    return folder;
  }

  /** Takes in what is waiting, the oldest first. */
  public HookBatch take() throws IOException {
    List<HookNotice> notices = new ArrayList<>();
    rejections = 0;
    int waiting = moveIn(notices);
    if (waiting >= HookScript.FREQUENT_LIMIT) {
      notices.add(new HookNotice.WasFull(folder, waiting));
    }
    List<Entry> entries = entries();
    entries.sort(Comparator.comparing(Entry::modified).thenComparing(entry -> name(entry.path())));
    List<HookEvent> events = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    boolean isMore = waiting >= LISTED;
    for (Entry entry : entries) {
      if (events.size() >= BATCH) {
        isMore = true;
        break;
      }
      HookEvent event = read(entry, notices);
      if (event != null) {
        events.add(event);
        files.add(entry.path());
      }
    }
    if (rejections > 0) {
      SpoolFolders.keepNewest(rejected, KEPT_REJECTED);
    }
    if (rejections > TOLD_REJECTIONS) {
      notices.add(new HookNotice.MoreRejected(folder, rejections - TOLD_REJECTIONS, rejected));
    }
    return new HookBatch(events, notices, isMore, files);
  }

  /** Removes the files of a batch whose events are kept elsewhere now. */
  public void remove(HookBatch batch) throws IOException {
    for (Path file : batch.files()) {
      Files.deleteIfExists(file);
    }
  }

  private record Entry(Path path, FileTime modified, BasicFileAttributes attributes) {}

  /** Moves the waiting entries out of everybody's reach; the number of those seen. */
  private int moveIn(List<HookNotice> notices) throws IOException {
    int seen = 0;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = name(entry);
        if (name.startsWith(".")) {
          removeAbandoned(entry);
        } else {
          moveIn(entry, notices);
          if (++seen >= LISTED) {
            break;
          }
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return seen;
  }

  private void moveIn(Path entry, List<HookNotice> notices) {
    try {
      Files.move(entry, taken.resolve(name(entry)), StandardCopyOption.ATOMIC_MOVE);
      told.remove(entry);
    } catch (NoSuchFileException _) {
      // Somebody has taken it back.
      told.remove(entry);
    } catch (IOException e) {
      if (told.size() < LISTED && told.add(entry)) {
        notices.add(new HookNotice.Unreadable(entry, reason(e)));
      }
    }
  }

  /** A hook that was killed in the middle leaves its unfinished file behind. */
  private void removeAbandoned(Path entry) throws IOException {
    if (entry.equals(taken) || entry.equals(rejected)) {
      return;
    }
    try {
      BasicFileAttributes attributes = attributes(entry);
      Instant limit = clock.instant().minus(ABANDONED);
      if (!attributes.isDirectory() && attributes.lastModifiedTime().toInstant().isBefore(limit)) {
        Files.deleteIfExists(entry);
      }
    } catch (NoSuchFileException _) {
      // It has just been given its final name.
    }
  }

  private List<Entry> entries() throws IOException {
    List<Entry> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(taken)) {
      for (Path entry : entries) {
        BasicFileAttributes attributes = attributes(entry);
        found.add(new Entry(entry, attributes.lastModifiedTime(), attributes));
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return found;
  }

  private @Nullable HookEvent read(Entry entry, List<HookNotice> notices) throws IOException {
    BasicFileAttributes attributes = entry.attributes();
    if (!attributes.isRegularFile()) {
      return reject(entry.path(), "it is no regular file", notices);
    }
    if (attributes.size() > LARGEST) {
      return reject(entry.path(), "its " + attributes.size() + " bytes exceed " + LARGEST, notices);
    }
    try {
      SpoolFile file = SpoolFile.parse(bytes(entry.path()));
      return new HookEvent(
          file.kind(),
          time(attributes),
          file.ghostPid(),
          ownerUid(entry.path()),
          file.variables(),
          name(entry.path()) + "@" + attributes.lastModifiedTime().toInstant());
    } catch (SpoolFile.MalformedException e) {
      return reject(entry.path(), reason(e), notices);
    } catch (IOException e) {
      if (told.size() < LISTED && told.add(entry.path())) {
        notices.add(new HookNotice.Unreadable(entry.path(), reason(e)));
      }
      return null;
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in =
        Channels.newInputStream(
            Files.newByteChannel(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      return in.readNBytes(LARGEST + 1);
    }
  }

  /** A file from the future was not written then. */
  private Instant time(BasicFileAttributes attributes) {
    Instant modified = attributes.lastModifiedTime().toInstant();
    Instant now = clock.instant();
    return modified.isAfter(now) ? now : modified;
  }

  private @Nullable HookEvent reject(Path file, String reason, List<HookNotice> notices)
      throws IOException {
    Path target = rejected.resolve(name(file));
    Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    if (rejections++ < TOLD_REJECTIONS) {
      notices.add(new HookNotice.Rejected(folder.resolve(name(file)), target, reason));
    }
    return null;
  }

  private static @Nullable Long ownerUid(Path file) throws IOException {
    Map<String, Object> attributes =
        Files.readAttributes(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    return attributes.get("uid") instanceof Integer uid ? Integer.toUnsignedLong(uid) : null;
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static String name(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }

  private static String reason(Exception failure) {
    String message = failure.getMessage();
    return failure instanceof SpoolFile.MalformedException && message != null
        ? message
        : failure.getClass().getSimpleName() + (message == null ? "" : " (" + message + ")");
  }
}
