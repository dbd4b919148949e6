package dev.ghostwatch.source.log.follow;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Waits until something happens to one of a few files: for the system's word where it gives it,
 * else for a while.
 */
final class Changes implements Closeable {
  /** Opens what reports changes. */
  @FunctionalInterface
  interface Opener {
    WatchService open() throws IOException;
  }

  /** Where only changes made on this machine are reported. */
  private static final Set<String> NETWORK_FILE_SYSTEMS =
      Set.of(
          "nfs",
          "nfs4",
          "cifs",
          "smb2",
          "smb3",
          "smbfs",
          "9p",
          "afs",
          "ceph",
          "glusterfs",
          "lustre",
          "fuse.sshfs",
          "fuse.glusterfs",
          "fuse.ceph",
          "virtiofs",
          "vboxsf");

  private record Watched(WatchKey key, String directory) {}

  private final FollowOptions options;
  private final InstantSource clock;
  private final Opener opener;
  private final Consumer<FollowNotice> notices;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Map<Path, Watched> watched = new HashMap<>();
  private Map<Path, Set<String>> stems = Map.of();
  private volatile @Nullable WatchService service;
  private boolean polling;

  Changes(
      FollowOptions options, InstantSource clock, Opener opener, Consumer<FollowNotice> notices) {
    this.options = options;
    this.clock = clock;
    this.opener = opener;
    this.notices = notices;
  }

  /**
   * Says which files to wait for.
   *
   * @return whether something is watched now that was not before; what happened to it until now was
   *     not noticed
   */
  boolean watch(Set<Path> files) {
    stems = stemsByDirectory(files);
    if (polling) {
      return false;
    }
    boolean more = false;
    for (Path directory : stems.keySet()) {
      try {
        more |= watchDirectory(directory);
      } catch (ClosedWatchServiceException e) {
        // Closed by another thread; whoever waits next will see that.
        return false;
      } catch (IOException e) {
        poll(directory, String.valueOf(e.getMessage()));
        return false;
      }
    }
    for (Path directory : Set.copyOf(watched.keySet())) {
      if (!stems.containsKey(directory)) {
        forget(directory);
      }
    }
    return more;
  }

  /** Of a directory that is missing the nearest one above it, where it or its parent may appear. */
  private static Map<Path, Set<String>> stemsByDirectory(Set<Path> files) {
    Map<Path, Set<String>> stems = new HashMap<>();
    for (Path file : files) {
      Path directory = Paths.directory(file);
      String stem = RotatedName.stem(Paths.name(file));
      while (!Files.isDirectory(directory) && directory.getParent() != null) {
        stem = Paths.name(directory);
        directory = Paths.directory(directory);
      }
      stems.computeIfAbsent(directory, _ -> new HashSet<>()).add(stem);
    }
    return stems;
  }

  private boolean watchDirectory(Path directory) throws IOException {
    String key = FileFacts.of(directory).map(FileFacts::key).orElse("");
    Watched known = watched.get(directory);
    // A directory that was replaced has the same name, but nothing of it would be reported.
    if (known != null && known.key().isValid() && known.directory().equals(key)) {
      return false;
    }
    if (known != null) {
      forget(directory);
    }
    String type = Files.getFileStore(directory).type();
    if (NETWORK_FILE_SYSTEMS.contains(type)) {
      throw new IOException("the file system is " + type);
    }
    WatchKey registered =
        directory.register(
            opened(),
            StandardWatchEventKinds.ENTRY_CREATE,
            StandardWatchEventKinds.ENTRY_MODIFY,
            StandardWatchEventKinds.ENTRY_DELETE);
    watched.put(directory, new Watched(registered, key));
    return true;
  }

  private void forget(Path directory) {
    Watched known = watched.remove(directory);
    if (known != null) {
      known.key().cancel();
    }
  }

  private WatchService opened() throws IOException {
    WatchService now = service;
    if (now == null) {
      now = opener.open();
      service = now;
      if (closed.getCount() == 0) {
        now.close();
      }
    }
    return now;
  }

  private void poll(Path directory, String reason) {
    polling = true;
    notices.accept(new FollowNotice.Polling(directory, reason));
  }

  /** Waits until something happens to one of the files, or so long. */
  void await(Duration atMost) throws InterruptedException {
    WatchService now = service;
    if (polling || now == null) {
      pause(atMost.compareTo(options.pollEvery()) < 0 ? atMost : options.pollEvery());
      return;
    }
    Instant end = clock.instant().plus(atMost);
    try {
      while (!matters(now, Duration.between(clock.instant(), end))) {
        // Something else in the same directory; it may be busy.
        pause(options.pause());
      }
    } catch (ClosedWatchServiceException e) {
      // Closed by another thread, which is how the waiting is ended.
      return;
    }
  }

  /** Whether to look now: something happened, or the time is over. */
  private boolean matters(WatchService now, Duration atMost) throws InterruptedException {
    WatchKey key = now.poll(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS);
    boolean matters = key == null;
    while (key != null) {
      for (WatchEvent<?> event : key.pollEvents()) {
        matters |= matters(key, event);
      }
      matters |= !key.reset();
      key = now.poll();
    }
    return matters;
  }

  private boolean matters(WatchKey key, WatchEvent<?> event) {
    return !(key.watchable() instanceof Path directory)
        || !(event.context() instanceof Path name)
        || stems.getOrDefault(directory, Set.of()).stream().anyMatch(name.toString()::startsWith);
  }

  /** Waits so long, whatever happens; ends early when this is closed. */
  void pause(Duration duration) throws InterruptedException {
    closed.await(duration.toNanos(), TimeUnit.NANOSECONDS);
  }

  boolean isClosed() {
    return closed.getCount() == 0;
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    WatchService now = service;
    if (now != null) {
      now.close();
    }
  }
}
