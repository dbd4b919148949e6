package dev.ghostwatch.alert.silence;

import dev.ghostwatch.alert.Labels;
import dev.ghostwatch.alert.silence.SilenceException.Reason;
import dev.ghostwatch.config.alert.MatcherException;
import dev.ghostwatch.config.alert.Matchers;
import dev.ghostwatch.config.schema.Wording;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All silences: those that people asked for and the windows of the configuration. Thread-safe. */
public final class Silences {
  private static final Logger LOG = LoggerFactory.getLogger("dev.ghostwatch.alert");

  /** As long as Alertmanager keeps what has ended. */
  private static final Duration KEPT = Duration.ofDays(5);

  private static final int LONGEST_TEXT = 1_000;

  private final SilenceStore store;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Map<String, Silence> all = new ConcurrentHashMap<>();
  private volatile Windows windows;

  /**
   * Reads what is kept.
   *
   * @param random what ids are made of
   */
  public Silences(
      SilenceStore store, Windows windows, InstantSource clock, RandomGenerator random) {
    this.store = store;
    this.windows = windows;
    this.clock = clock;
    this.random = random;
    try {
      store.load().forEach(silence -> all.put(silence.id(), silence));
    } catch (RuntimeException e) {
      LOG.error(
          "event=silences-unread text=\"Silences cannot be read; alerts that are silenced will be"
              + " told all the same. See 'ghostwatch silence list' and add what is missing.\"",
          e);
    }
  }

  /** Puts other windows of the configuration into force. */
  public void use(Windows changed) {
    windows = changed;
  }

  /** The ids of all that silence an alert with these labels at a moment. */
  public List<String> active(Labels labels, Instant now) {
    List<String> ids = new ArrayList<>();
    for (Silence silence : all.values()) {
      if (silence.stateAt(now) == Silence.State.ACTIVE && silence.matchers().match(labels::get)) {
        ids.add(silence.id());
      }
    }
    Windows known = windows;
    known.all().stream()
        .filter(window -> window.matchers().match(labels::get) && known.isOpen(window, now))
        .forEach(window -> ids.add(Windows.id(window)));
    ids.sort(null);
    return ids;
  }

  /** All of them as they are now, those that end first at the beginning, the ended ones last. */
  public List<SilenceStatus> list() {
    Instant now = clock.instant();
    List<SilenceStatus> list = new ArrayList<>();
    all.values().forEach(silence -> list.add(SilenceStatus.of(silence, now)));
    Windows known = windows;
    known.all().forEach(window -> list.add(SilenceStatus.of(window, known.isOpen(window, now))));
    list.sort(SilenceStatus.IN_ORDER);
    return list;
  }

  /** Makes a new one, which holds at once or from its beginning. */
  public SilenceStatus add(NewSilence wanted) throws SilenceException {
    Instant now = clock.instant();
    Matchers matchers = matchers(wanted);
    Instant starts =
        wanted.startsAt() == null || wanted.startsAt().isBefore(now) ? now : wanted.startsAt();
    if (wanted.endsAt().isBefore(now)) {
      throw invalid("silence.past", wanted.endsAt().toString());
    }
    if (!wanted.endsAt().isAfter(starts)) {
      throw invalid("silence.order", wanted.endsAt().toString(), starts.toString());
    }
    String author = text(wanted.author(), "silence.noAuthor");
    String comment = text(wanted.comment(), "silence.noComment");
    Silence silence = new Silence(newId(), matchers, starts, wanted.endsAt(), author, comment, now);
    write(silence, "silence.notWritten");
    LOG.info(
        "event=silence-added id={} matchers={} until={} author=\"{}\" comment=\"{}\"",
        silence.id(),
        matchers,
        silence.endsAt(),
        author,
        comment);
    return SilenceStatus.of(silence, now);
  }

  /** Ends one now; one that has ended already stays as it is. */
  public SilenceStatus expire(String id) throws SilenceException {
    if (id.startsWith(Windows.PREFIX)) {
      throw new SilenceException(Reason.REFUSED, Wording.of("silence.configured", id));
    }
    Silence silence = all.get(id);
    if (silence == null) {
      throw new SilenceException(Reason.UNKNOWN, Wording.of("silence.unknown", id));
    }
    Instant now = clock.instant();
    if (silence.stateAt(now) != Silence.State.EXPIRED) {
      silence = silence.endedAt(now);
      write(silence, "silence.notEnded");
      LOG.info("event=silence-ended id={}", id);
    }
    return SilenceStatus.of(silence, now);
  }

  /** Forgets what ended long ago. */
  public void forgetOld() {
    Instant moment = clock.instant().minus(KEPT);
    all.values().removeIf(silence -> silence.endsAt().isBefore(moment));
    try {
      store.deleteEndedBefore(moment);
    } catch (RuntimeException e) {
      // They are only in the way.
      LOG.warn("event=silences-kept text=\"{}\"", e.getMessage());
    }
  }

  private static Matchers matchers(NewSilence wanted) throws SilenceException {
    Matchers matchers;
    try {
      matchers = Matchers.parse(wanted.matchers());
    } catch (MatcherException e) {
      throw new SilenceException(Reason.INVALID, e.rule(), e);
    }
    if (matchers.all().isEmpty()) {
      throw invalid("silence.noMatcher");
    }
    if (matchers.matchEverything()) {
      throw new SilenceException(
          Reason.REFUSED, Wording.of("silence.matchesAll", matchers.toString()));
    }
    return matchers;
  }

  private static String text(@Nullable String text, String missing) throws SilenceException {
    String stripped = text == null ? "" : text.strip();
    if (stripped.isEmpty()) {
      throw invalid(missing);
    }
    return stripped.length() <= LONGEST_TEXT ? stripped : stripped.substring(0, LONGEST_TEXT);
  }

  private static SilenceException invalid(String key, String... arguments) {
    return new SilenceException(Reason.INVALID, Wording.of(key, (Object[]) arguments));
  }

  private synchronized void write(Silence silence, String failure) throws SilenceException {
    try {
      store.save(silence);
    } catch (RuntimeException e) {
      throw new SilenceException(
          Reason.NOT_WRITTEN, Wording.of(failure, String.valueOf(e.getMessage())), e);
    }
    all.put(silence.id(), silence);
  }

  private String newId() {
    String id = HexFormat.of().toHexDigits(random.nextInt());
    return all.containsKey(id) ? newId() : id;
  }
}
