package dev.ghostwatch.terminal.top;

import dev.ghostwatch.text.Language;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that the dashboard knows. Immutable.
 *
 * @param look what was seen last
 * @param trails the last minutes of each run, by {@link TopRun#key}
 * @param events what happened in each run, the oldest first
 * @param detail whether the chosen run is shown alone
 * @param selected key of the chosen run; null before there is one
 * @param scroll lines of the detail that have gone by above
 * @param search what names must hold; empty for all
 * @param dialog what lies over the view; null when nothing does
 * @param flash what came of the last key; null when there is nothing to say
 */
public record TopModel(
    Look look,
    Map<String, Trail> trails,
    Map<String, List<Happening>> events,
    boolean detail,
    @Nullable String selected,
    int scroll,
    String search,
    Sort sort,
    @Nullable Dialog dialog,
    @Nullable Flash flash,
    Language language) {
  /** The end of the detail, wherever that is: the view shows no more than there is. */
  static final int BOTTOM = 1000;

  /**
   * A line for the person.
   *
   * @param text in the person's language; a key of ours when {@code isKey}
   */
  public record Flash(String text, boolean isKey, boolean good) {}

  /** Nothing is known yet. */
  public static TopModel start(Look look, Sort sort, Language language) {
    return new TopModel(look, Map.of(), Map.of(), false, null, 0, "", sort, null, null, language);
  }

  /** The runs that match the search, in order. */
  public List<TopRun> shown() {
    String wanted = search.toLowerCase(Locale.ROOT);
    return look.runs().stream()
        .filter(run -> run.name().toLowerCase(Locale.ROOT).contains(wanted))
        .sorted(sort.order())
        .toList();
  }

  /** The chosen run; null when it is gone or none is there. */
  public @Nullable TopRun chosen() {
    return look.runs().stream().filter(run -> run.key().equals(selected)).findFirst().orElse(null);
  }

  Trail trail(TopRun run) {
    return trails.getOrDefault(run.key(), Trail.EMPTY);
  }

  List<Happening> events(TopRun run) {
    return events.getOrDefault(run.key(), List.of());
  }

  TopModel seen(Look newest, Map<String, Trail> newTrails, Map<String, List<Happening>> newEvents) {
    return new TopModel(
        newest, newTrails, newEvents, detail, selected, scroll, search, sort, dialog, flash,
        language);
  }

  TopModel choosing(@Nullable String key) {
    return new TopModel(
        look, trails, events, detail, key, scroll, search, sort, dialog, flash, language);
  }

  TopModel inDetail(boolean shown) {
    return new TopModel(
        look, trails, events, shown, selected, 0, search, sort, dialog, null, language);
  }

  TopModel scrolled(int lines) {
    return new TopModel(
        look,
        trails,
        events,
        detail,
        selected,
        Math.clamp(lines, 0, BOTTOM),
        search,
        sort,
        dialog,
        flash,
        language);
  }

  TopModel searching(String words) {
    return new TopModel(
        look, trails, events, detail, selected, scroll, words, sort, dialog, flash, language);
  }

  TopModel sorted(Sort other) {
    return new TopModel(
        look, trails, events, detail, selected, scroll, search, other, dialog, flash, language);
  }

  TopModel under(@Nullable Dialog other) {
    return new TopModel(
        look, trails, events, detail, selected, scroll, search, sort, other, flash, language);
  }

  TopModel saying(@Nullable Flash other) {
    return new TopModel(
        look, trails, events, detail, selected, scroll, search, sort, dialog, other, language);
  }

  TopModel speaking(Language other) {
    return new TopModel(
        look, trails, events, detail, selected, scroll, search, sort, dialog, null, other);
  }
}
