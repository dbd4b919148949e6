package dev.ghostwatch.terminal.top;

import dev.ghostwatch.client.command.Setting;
import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.value.TableName;
import dev.ghostwatch.control.SettingText;
import dev.ghostwatch.terminal.top.TopModel.Flash;
import dev.ghostwatch.terminal.top.Update.Step;
import dev.ghostwatch.terminal.view.Key;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What keys do while a dialog is open. */
final class DialogKeys {
  /** gh-ost looks at 4096 bytes of a line. */
  private static final int LONGEST = 1000;

  /** In the order in which they are offered. */
  static final List<Setting> SETTINGS = List.of(Setting.values());

  private DialogKeys() {}

  static Step pressed(TopModel model, Dialog dialog, Key key) {
    if (key == Key.Named.ESCAPE) {
      return Step.of(
          dialog instanceof Dialog.Search(String before)
              ? model.searching(before).under(null)
              : model.under(null));
    }
    return switch (dialog) {
      case Dialog.Help() -> Step.of(model.under(null));
      case Dialog.Search search -> Step.of(search(model, search, key));
      case Dialog.TypeName name -> name(model, name, key);
      case Dialog.ChooseSetting choice -> Step.of(choose(model, choice, key));
      case Dialog.TypeValue value -> value(model, value, key);
      case Dialog.Confirm confirm -> confirm(model, confirm, key);
    };
  }

  private static TopModel search(TopModel model, Dialog.Search search, Key key) {
    if (key == Key.Named.ENTER) {
      return chosen(model.under(null));
    }
    return chosen(model.searching(typed(model.search(), key)).under(search));
  }

  /** The first of those that are found, when the chosen one is not among them. */
  private static TopModel chosen(TopModel model) {
    var shown = model.shown();
    boolean isThere = shown.stream().anyMatch(run -> run.key().equals(model.selected()));
    return isThere || shown.isEmpty() ? model : model.choosing(shown.getFirst().key());
  }

  private static Step name(TopModel model, Dialog.TypeName dialog, Key key) {
    if (key != Key.Named.ENTER) {
      return Step.of(
          model.under(
              new Dialog.TypeName(dialog.run(), dialog.kind(), typed(dialog.typed(), key))));
    }
    TableName table = dialog.run().snapshot().table();
    String typed = dialog.typed().strip();
    boolean isConfirmed =
        table != null && (typed.equals(table.table()) || typed.equals(table.toString()));
    return isConfirmed
        ? Step.of(
            model.under(null).saying(new Flash("top.asking", true, true)),
            new Effect.Steer(dialog.run(), Change.of(dialog.kind()), false))
        : Step.of(model.under(null).saying(new Flash("top.notConfirmed", true, false)));
  }

  private static TopModel choose(TopModel model, Dialog.ChooseSetting dialog, Key key) {
    int last = SETTINGS.size() - 1;
    if (key == Key.Named.ENTER) {
      Setting setting = SETTINGS.get(dialog.chosen());
      String old = now(dialog.run(), setting);
      return model.under(new Dialog.TypeValue(dialog.run(), setting, old, old));
    }
    int moved = dialog.chosen();
    if (key == Key.Named.UP || key.equals(new Key.Letter('k'))) {
      moved--;
    } else if (key == Key.Named.DOWN || key == Key.Named.TAB || key.equals(new Key.Letter('j'))) {
      moved++;
    }
    return model.under(new Dialog.ChooseSetting(dialog.run(), Math.clamp(moved, 0, last)));
  }

  private static Step value(TopModel model, Dialog.TypeValue dialog, Key key) {
    if (key != Key.Named.ENTER) {
      return Step.of(
          model.under(
              new Dialog.TypeValue(
                  dialog.run(), dialog.setting(), dialog.old(), typed(dialog.typed(), key))));
    }
    String value = dialog.typed().strip();
    return Step.of(
        model.under(new Dialog.Confirm(dialog.run(), dialog.setting(), value, "", false)),
        new Effect.Steer(dialog.run(), Change.set(dialog.setting().wireName(), value), true));
  }

  private static Step confirm(TopModel model, Dialog.Confirm dialog, Key key) {
    boolean yes =
        key == Key.Named.ENTER
            || key.equals(new Key.Letter('y'))
            || key.equals(new Key.Letter('Y'));
    if (!yes || !dialog.good()) {
      // While the preview is not there yet, nothing is confirmed by a key that came too early.
      return Step.of(dialog.preview().isEmpty() ? model : model.under(null));
    }
    return Step.of(
        model.under(null).saying(new Flash("top.asking", true, true)),
        new Effect.Steer(
            dialog.run(), Change.set(dialog.setting().wireName(), dialog.value()), false));
  }

  /** The value of a setting as it is known; empty when it is not. */
  static String now(TopRun run, Setting setting) {
    Settings settings = run.snapshot().settings();
    @Nullable String value = settings == null ? null : SettingText.of(setting, settings);
    return value == null ? "" : value;
  }

  private static String typed(String before, Key key) {
    return switch (key) {
      case Key.Letter(char letter) -> before.length() < LONGEST ? before + letter : before;
      case Key.Named named ->
          named == Key.Named.BACKSPACE && !before.isEmpty()
              ? before.substring(0, before.offsetByCodePoints(before.length(), -1))
              : before;
    };
  }
}
