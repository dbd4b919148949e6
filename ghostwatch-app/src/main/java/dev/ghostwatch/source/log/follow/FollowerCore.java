package dev.ghostwatch.source.log.follow;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is read next, and reads it; never waits. The state is a list of files, the current
 * one last; everything else is found out anew at each look, so that going on and starting again are
 * the same.
 */
final class FollowerCore implements Closeable {
  /** A file renamed but still in place is read on, until so many rotations brought nothing. */
  private static final int QUIET_ROTATIONS = 2;

  private final Path path;
  private final LineSink sink;
  private final FollowOptions options;
  private final Consumer<FollowNotice> notices;
  private final Lineage lineage = new Lineage();

  /** The sizes of archives that could not be unpacked; one that stays so is taken as it is. */
  private final Map<Path, Long> damaged = new HashMap<>();

  private @Nullable StartPosition start;
  private @Nullable LineBatch pending;

  FollowerCore(
      Path path,
      StartPosition start,
      LineSink sink,
      FollowOptions options,
      Consumer<FollowNotice> notices) {
    this.path = path.toAbsolutePath();
    this.start = start;
    this.sink = sink;
    this.options = options;
    this.notices = notices;
  }

  /**
   * Takes one step: delivers a batch, or goes over to another file.
   *
   * @return whether there may be more to do at once
   * @throws IOException when something cannot be read now; the next call tries again
   * @throws SinkFailedException when the sink did not take the batch; the next call offers it again
   */
  boolean step(Instant now) throws IOException, SinkFailedException {
    if (pending != null) {
      deliver(pending);
      return true;
    }
    try {
      return decide(now);
    } catch (FileMovedException e) {
      // Rotated between two system calls: what to do follows from another look.
      return true;
    } catch (DamagedArchiveException e) {
      damaged.put(e.file(), FileFacts.of(e.file()).map(FileFacts::size).orElse(0L));
      throw e;
    }
  }

  private boolean decide(Instant now) throws IOException, SinkFailedException {
    PathLook look = PathLook.at(path);
    if (start != null) {
      begin(start, look, now);
      start = null;
      return commit(List.of());
    }
    reopen(look);
    return readEarlier(now)
        || letGo(lineage.earlier(), look, now)
        || readLast(look, now)
        || letGo(lineage.last().stream().toList(), look, now);
  }

  private void begin(StartPosition position, PathLook look, Instant now) throws IOException {
    switch (position) {
      case StartPosition.Beginning() -> beginWith(look, now, false);
      case StartPosition.End() -> beginWith(look, now, true);
      case StartPosition.Place(LogPlace place) ->
          place.files().forEach(file -> lineage.add(new TrackedFile(file, now)));
    }
  }

  private void beginWith(PathLook look, Instant now, boolean atEnd) throws IOException {
    Optional<Sibling> before = Rotations.of(look, List.of()).youngest();
    if (before.isPresent()) {
      // Not read, but known: what is rotated from now on is younger.
      try (ByteSource source = before.get().open(true)) {
        Fingerprint fingerprint = Fingerprint.of(source, 0);
        lineage.add(new TrackedFile(StartPlaces.known(before.get(), fingerprint), now));
      }
    }
    if (look.facts().isPresent()) {
      FileFacts facts = look.facts().get();
      FilePlace place =
          atEnd
              ? StartPlaces.end(path, facts, options.longestLine())
              : StartPlaces.beginning(path, facts);
      lineage.add(new TrackedFile(place, now));
    }
  }

  /** Opens what the place says is not yet read to its end, after a start or a failure. */
  private void reopen(PathLook look) throws IOException {
    for (TrackedFile file : lineage.files()) {
      if (!file.settled() && !file.isOpen()) {
        Optional<Sibling> found = find(file, look);
        if (found.isPresent()) {
          open(file, found.get());
        } else if (look.facts().isPresent() || lineage.last().orElseThrow() != file) {
          giveUp(file, look);
        }
      }
    }
  }

  private Optional<Sibling> find(TrackedFile file, PathLook look) throws IOException {
    Rotations rotations = Rotations.of(look, lineage.files());
    Optional<Sibling> found = rotations.locate(file);
    if (found.isEmpty()) {
      return Rotations.anywhereIn(Paths.directory(path), file.place());
    }
    if (!file.isBlank() || lineage.last().orElseThrow() == file) {
      return found;
    }
    // Known by its inode only, which may have been given to another file: then it is elsewhere in
    // the order.
    Optional<Sibling> next = rotations.next(lineage.before(file));
    return found.filter(
        sibling -> next.isPresent() && next.get().facts().key().equals(sibling.facts().key()));
  }

  private void giveUp(TrackedFile file, PathLook look) throws IOException {
    FilePlace place = file.place();
    file.settle();
    if (place.fingerprint().blank()) {
      // Nothing of it was read: what took its place is read as if it had never been.
      lineage.remove(file);
    } else if (lineage.last().orElseThrow() != file) {
      // It had been read to its end before the next one was begun, and may well be deleted.
      return;
    } else if (look.shows(place.key())) {
      notices.accept(new FollowNotice.Truncated(path, place.offset(), null));
    } else {
      notices.accept(new FollowNotice.Vanished(place.path(), place.offset()));
    }
  }

  private void open(TrackedFile file, Sibling sibling) throws IOException {
    Long damagedSize = damaged.get(sibling.file());
    boolean tolerant = damagedSize != null && damagedSize == sibling.facts().size();
    file.open(sibling, tolerant, options);
  }

  /** Reads what a writer that has not noticed the rotation wrote to the files before the last. */
  private boolean readEarlier(Instant now) throws IOException, SinkFailedException {
    for (TrackedFile file : lineage.earlier()) {
      if (file.isOpen() && readRest(file, now)) {
        return true;
      }
    }
    return false;
  }

  private boolean readRest(TrackedFile file, Instant now) throws IOException, SinkFailedException {
    return switch (file.read(now)) {
      case LineReader.Found.Lines(List<LogLine> lines) -> commit(lines);
      case LineReader.Found.Nothing() -> file.isCopy() && settle(file);
      case LineReader.Found.Changed() -> {
        notices.accept(
            new FollowNotice.Truncated(file.place().path(), file.place().offset(), null));
        file.suspend();
        yield settle(file);
      }
    };
  }

  private boolean readLast(PathLook look, Instant now) throws IOException, SinkFailedException {
    TrackedFile last = lineage.last().filter(TrackedFile::isOpen).orElse(null);
    if (last == null) {
      return goOver(look, now);
    }
    if (look.shows(last.key())) {
      last.seenAt(targetOf(look), look.facts().map(FileFacts::modified).orElse(0L));
    }
    FilePlace before = last.place();
    boolean untouched = before.offset() == 0;
    LineReader.Found found = last.read(now);
    if (untouched && !followsItsPredecessor(last, before, look)) {
      // What was just read comes later; it is not delivered, and so will be read again.
      last.suspend();
      lineage.remove(last);
      return goOver(look, now);
    }
    return switch (found) {
      case LineReader.Found.Lines(List<LogLine> lines) -> commit(lines);
      case LineReader.Found.Nothing() -> goOver(look, now);
      case LineReader.Found.Changed() -> {
        truncated(last, look);
        yield true;
      }
    };
  }

  /**
   * Of a file of which no line was seen before it cannot be told whether it was copied and emptied
   * meanwhile, except by the copy, which stands between it and the file read before.
   */
  private boolean followsItsPredecessor(TrackedFile untouched, FilePlace before, PathLook look)
      throws IOException {
    try {
      Rotations rotations = Rotations.of(look, lineage.files());
      Optional<Sibling> found = rotations.locate(untouched);
      if (found.isEmpty()) {
        // Deleted: what it holds can be read here only.
        return true;
      }
      Optional<Sibling> next = rotations.next(lineage.earlier());
      return next.isPresent() && next.get().facts().key().equals(found.get().facts().key());
    } catch (IOException e) {
      untouched.rewind(before);
      throw e;
    }
  }

  private void truncated(TrackedFile last, PathLook look) throws IOException {
    FilePlace place = last.place();
    last.suspend();
    Optional<Sibling> copy = Rotations.of(look, lineage.files()).copyOf(place);
    notices.accept(
        new FollowNotice.Truncated(
            place.path(), place.offset(), copy.map(Sibling::file).orElse(null)));
    if (copy.isPresent()) {
      open(last, copy.get());
    } else {
      last.settle();
    }
  }

  /** Goes over to the next file, when the last one is read to its end and there is one. */
  private boolean goOver(PathLook look, Instant now) throws IOException, SinkFailedException {
    Optional<TrackedFile> last = lineage.last();
    if (last.isPresent() && last.get().isOpen()) {
      if (look.shows(last.get().key())) {
        return false;
      }
      if (last.get().isCopy()) {
        return settle(last.get());
      }
    } else if (last.isPresent() && !last.get().settled()) {
      // Not found at this moment, and nothing yet that stands in its place.
      return false;
    }
    Optional<Sibling> successor = Rotations.of(look, lineage.files()).next(lineage.files());
    if (successor.isEmpty()) {
      return false;
    }
    Sibling next = successor.get();
    TrackedFile known = knownAs(next);
    if (known != null && known.isOpen()) {
      lineage.moveToEnd(known);
    } else if (known != null) {
      open(known, next);
      lineage.moveToEnd(known);
    } else {
      TrackedFile file = new TrackedFile(StartPlaces.beginning(next.file(), next.facts()), now);
      open(file, next);
      lineage.add(file);
    }
    lineage.rotated();
    lineage.trim();
    return commit(List.of());
  }

  /** The file of the lineage that this is, as when a link is set back or a file renamed back. */
  private @Nullable TrackedFile knownAs(Sibling next) throws IOException {
    for (TrackedFile file : lineage.files().reversed()) {
      if (file.key().equals(next.facts().key())
          && !file.isCopy()
          && (file.isOpen() || (file.place().offset() > 0 && next.continues(file.place())))) {
        return file;
      }
    }
    return null;
  }

  /** Closes files, read to their end, to which nobody writes any more. */
  private boolean letGo(List<TrackedFile> files, PathLook look, Instant now)
      throws IOException, SinkFailedException {
    for (TrackedFile file : files) {
      if (file.isOpen() && !look.shows(file.key())) {
        if (file.isLinked()) {
          findName(file, look);
        }
        boolean abandoned =
            file.isLinked()
                ? file.rotationsSinceGrowth() > QUIET_ROTATIONS
                : !now.isBefore(file.grownAt().plus(options.grace()));
        if (abandoned) {
          return settle(file);
        }
      }
    }
    return false;
  }

  private void findName(TrackedFile file, PathLook look) throws IOException {
    if (FileFacts.isAt(file.place().path(), file.key())) {
      return;
    }
    Optional<Sibling> renamed = Rotations.of(look, lineage.files()).siblings().withKey(file.key());
    if (renamed.isPresent()) {
      file.seenAt(renamed.get().file(), renamed.get().facts().modified());
    } else {
      file.unlinked();
    }
  }

  private boolean settle(TrackedFile file) throws IOException, SinkFailedException {
    String damage = file.damage();
    if (damage != null) {
      notices.accept(new FollowNotice.DamagedArchive(file.place().path(), damage));
    }
    return commit(file.settle());
  }

  private boolean commit(List<LogLine> lines) throws SinkFailedException {
    LineBatch batch = new LineBatch(lines, lineage.place());
    pending = batch;
    deliver(batch);
    return true;
  }

  private void deliver(LineBatch batch) throws SinkFailedException {
    try {
      sink.commit(batch);
    } catch (IOException | RuntimeException e) {
      throw new SinkFailedException(e);
    }
    pending = null;
  }

  private static Path targetOf(PathLook look) {
    return List.copyOf(look.names()).getLast();
  }

  /** Whether a file is read that has no name any more, whose changes nobody reports. */
  boolean readsUnlinkedFile() {
    return lineage.files().stream().anyMatch(file -> file.isOpen() && !file.isLinked());
  }

  /** The names under which something may happen that matters. */
  Set<Path> watchedNames() throws IOException {
    Set<Path> names = new LinkedHashSet<>(Paths.withTargets(path));
    for (TrackedFile file : new ArrayList<>(lineage.files())) {
      if (file.isOpen()) {
        names.add(file.place().path());
      }
    }
    return names;
  }

  @Override
  public void close() throws IOException {
    lineage.suspend();
  }
}
