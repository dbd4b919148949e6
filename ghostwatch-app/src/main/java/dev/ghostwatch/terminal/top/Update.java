package dev.ghostwatch.terminal.top;

import dev.ghostwatch.terminal.top.TopModel.Flash;
import dev.ghostwatch.terminal.view.Key;
import dev.ghostwatch.text.Language;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a message makes of the model: no time, no terminal, no gh-ost in here. */
public final class Update {
  private static final int MOST_EVENTS = 100;
  private static final int PAGE = 10;

  private Update() {}

  /**
   * What comes of a message.
   *
   * @param effects to be carried out, in order
   */
  public record Step(TopModel model, List<Effect> effects) {
    public Step {
      effects = List.copyOf(effects);
    }

    static Step of(TopModel model, Effect... effects) {
      return new Step(model, List.of(effects));
    }
  }

  /** The model after a message. */
  public static Step of(TopModel model, Message message) {
    return switch (message) {
      case Message.Pressed(Key key) -> pressed(model, key);
      case Message.Looked(Look look) -> Step.of(looked(model, look));
      case Message.Resized() -> Step.of(model, new Effect.Redraw());
      case Message.Steered steered -> Step.of(steered(model, steered));
      case Message.Crashed(Throwable cause) ->
          throw new IllegalStateException(String.valueOf(cause), cause);
    };
  }

  private static TopModel looked(TopModel model, Look look) {
    Map<String, TopRun> before = new HashMap<>();
    model.look().runs().forEach(run -> before.put(run.key(), run));
    Map<String, Trail> trails = new HashMap<>();
    Map<String, List<Happening>> events = new HashMap<>();
    for (TopRun run : look.runs()) {
      String key = run.key();
      List<Trail.Point> past = look.past().getOrDefault(key, List.of());
      List<Trail.Point> points = new ArrayList<>(past);
      Trail.Point newest = Trail.Point.of(run.snapshot());
      if (newest != null) {
        points.add(newest);
      }
      trails.put(key, model.trail(run).before(past).with(points));
      List<Happening> all = new ArrayList<>(model.events(run));
      List<Happening> told = look.events().getOrDefault(key, List.of());
      all.addAll(told);
      if (!told.isEmpty()) {
        // An agent may tell of what was before, a little later than the first look.
        all.sort(Comparator.comparing(Happening::at));
      }
      Instant at = run.snapshot().observedAt();
      // Whoever follows the run itself knows its states better than two looks tell.
      boolean withStates = look.origin() instanceof Look.Origin.Agent;
      all.addAll(Happenings.between(before.get(key), run, at == null ? look.at() : at, withStates));
      events.put(key, List.copyOf(all.subList(Math.max(0, all.size() - MOST_EVENTS), all.size())));
    }
    return withChoice(model.seen(look, Map.copyOf(trails), Map.copyOf(events)));
  }

  /** Something is chosen whenever there is something; the detail of a run that is gone closes. */
  private static TopModel withChoice(TopModel model) {
    List<TopRun> shown = model.shown();
    if (model.detail() ? model.chosen() != null : contains(shown, model.selected())) {
      return model;
    }
    TopModel chosen = model.choosing(shown.isEmpty() ? null : shown.getFirst().key());
    return model.detail()
        ? chosen.inDetail(false).under(null).saying(new Flash("top.gone", true, false))
        : chosen;
  }

  private static boolean contains(List<TopRun> runs, @Nullable String key) {
    return runs.stream().anyMatch(run -> run.key().equals(key));
  }

  private static TopModel steered(TopModel model, Message.Steered steered) {
    if (!steered.dryRun()) {
      return model.saying(new Flash(steered.text(), false, steered.good()));
    }
    return model.dialog() instanceof Dialog.Confirm confirm
        ? model.under(
            new Dialog.Confirm(
                confirm.run(), confirm.setting(), confirm.value(), steered.text(), steered.good()))
        : model;
  }

  private static Step pressed(TopModel model, Key key) {
    if (key == Key.Named.INTERRUPT) {
      return Step.of(model, new Effect.Quit());
    }
    if (key == Key.Named.REDRAW) {
      return Step.of(model, new Effect.Redraw());
    }
    if (model.dialog() != null) {
      return DialogKeys.pressed(model, model.dialog(), key);
    }
    TopModel silent = model.saying(null);
    return switch (key) {
      case Key.Letter(char letter) -> letter(silent, letter);
      case Key.Named named -> Step.of(moved(silent, named));
    };
  }

  private static TopModel moved(TopModel model, Key.Named key) {
    return switch (key) {
      case UP -> move(model, -1);
      case DOWN -> move(model, 1);
      case PAGE_UP -> move(model, -PAGE);
      case PAGE_DOWN -> move(model, PAGE);
      case HOME -> move(model, -TopModel.BOTTOM);
      case END -> move(model, TopModel.BOTTOM);
      case ENTER, RIGHT -> !model.detail() && model.chosen() != null ? model.inDetail(true) : model;
      case ESCAPE, LEFT, BACKSPACE ->
          model.detail() ? withChoice(model.inDetail(false)) : withChoice(model.searching(""));
      case TAB, INTERRUPT, REDRAW -> model;
    };
  }

  private static TopModel move(TopModel model, int lines) {
    if (model.detail()) {
      return model.scrolled(model.scroll() + lines);
    }
    List<TopRun> shown = model.shown();
    if (shown.isEmpty()) {
      return model;
    }
    int at = 0;
    for (int i = 0; i < shown.size(); i++) {
      at = shown.get(i).key().equals(model.selected()) ? i : at;
    }
    return model.choosing(shown.get(Math.clamp(at + lines, 0, shown.size() - 1)).key());
  }

  private static Step letter(TopModel model, char letter) {
    return switch (letter) {
      case 'q' -> Step.of(model, new Effect.Quit());
      case '?', 'h' -> Step.of(model.under(new Dialog.Help()));
      case 'l' ->
          Step.of(model.speaking(model.language() == Language.EN ? Language.ZH : Language.EN));
      case 'j' -> Step.of(move(model, 1));
      case 'k' -> Step.of(move(model, -1));
      case 'g' -> Step.of(move(model, -TopModel.BOTTOM));
      case 'G' -> Step.of(move(model, TopModel.BOTTOM));
      case ' ' -> Step.of(move(model, PAGE));
      case 's' -> Step.of(model.detail() ? model : model.sorted(model.sort().next()));
      case '/' -> Step.of(model.detail() ? model : model.under(new Dialog.Search(model.search())));
      case 't', 'r', '-', '+', '=', 'p', 'c', 'P', 'e' -> steering(model, letter);
      default -> Step.of(model);
    };
  }

  private static Step steering(TopModel model, char letter) {
    TopRun run = model.chosen();
    if (run == null) {
      return Step.of(model.saying(new Flash("top.nothingChosen", true, false)));
    }
    if (!run.isRunning()) {
      return Step.of(model.saying(new Flash("top.hasEnded", true, false)));
    }
    return switch (letter) {
      case 't' -> steer(model, run, Change.Kind.THROTTLE);
      case 'r' -> steer(model, run, Change.Kind.RESUME);
      case '-' -> steer(model, run, Change.Kind.SLOW_DOWN);
      case 'p' -> steer(model, run, Change.Kind.POSTPONE);
      case 'c' -> Step.of(model.under(new Dialog.TypeName(run, Change.Kind.CUT_OVER, "")));
      case 'P' -> Step.of(model.under(new Dialog.TypeName(run, Change.Kind.PANIC, "")));
      case 'e' -> Step.of(model.under(new Dialog.ChooseSetting(run, 0)));
      default -> steer(model, run, Change.Kind.SPEED_UP);
    };
  }

  private static Step steer(TopModel model, TopRun run, Change.Kind kind) {
    return Step.of(
        model.saying(new Flash("top.asking", true, true)),
        new Effect.Steer(run, Change.of(kind), false));
  }
}
