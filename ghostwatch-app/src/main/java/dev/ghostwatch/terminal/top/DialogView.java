package dev.ghostwatch.terminal.top;

import dev.ghostwatch.client.command.Setting;
import dev.ghostwatch.terminal.DisplayWidth;
import dev.ghostwatch.terminal.SafeText;
import dev.ghostwatch.terminal.view.Canvas;
import dev.ghostwatch.terminal.view.Ink;
import dev.ghostwatch.text.Texts;
import java.util.ArrayList;
import java.util.List;

/** What lies over the view. */
final class DialogView {
  private static final int WIDEST = 76;
  private static final int VALUE_COLUMN = 28;

  private final Canvas canvas;
  private final Texts words;

  private record Row(String text, Ink ink) {}

  DialogView(Canvas canvas, Texts words) {
    this.canvas = canvas;
    this.words = words;
  }

  void draw(TopModel model, Dialog dialog) {
    switch (dialog) {
      case Dialog.Help() -> help();
      case Dialog.Search _ -> {
        // It is typed on the line at the bottom; see TopView.
      }
      case Dialog.TypeName name -> typeName(name);
      case Dialog.ChooseSetting choice -> choose(choice);
      case Dialog.TypeValue value -> typeValue(value);
      case Dialog.Confirm confirm -> confirm(confirm);
    }
  }

  private void help() {
    List<Row> rows = new ArrayList<>();
    for (String line : words.get("top.help").split("\n", -1)) {
      rows.add(new Row(line, line.startsWith(" ") ? Ink.PLAIN : Ink.STRONG));
    }
    box(words.get("top.help.title"), rows);
  }

  private void typeName(Dialog.TypeName dialog) {
    String name = SafeText.line(dialog.run().name());
    List<Row> rows = new ArrayList<>();
    boolean isPanic = dialog.kind() == Change.Kind.PANIC;
    wrapped(words.get(isPanic ? "panic.warning" : "cutOver.warning", name), Ink.CAREFUL, rows);
    rows.add(new Row("", Ink.PLAIN));
    wrapped(words.get("top.typeName", name), Ink.PLAIN, rows);
    rows.add(new Row("> " + SafeText.line(dialog.typed()) + "█", Ink.STRONG));
    rows.add(new Row("", Ink.PLAIN));
    rows.add(new Row(words.get("top.typeName.keys"), Ink.DIM));
    box(dialog.kind().command() + " " + name, rows);
  }

  private void choose(Dialog.ChooseSetting dialog) {
    List<Row> rows = new ArrayList<>();
    for (Setting setting : DialogKeys.SETTINGS) {
      boolean isChosen = setting == DialogKeys.SETTINGS.get(dialog.chosen());
      String name = (isChosen ? "▸ " : "  ") + setting.wireName();
      String value = SafeText.line(DialogKeys.now(dialog.run(), setting));
      rows.add(
          new Row(
              name + " ".repeat(Math.max(1, VALUE_COLUMN - DisplayWidth.of(name))) + value,
              isChosen ? Ink.ACCENT : Ink.PLAIN));
    }
    rows.add(new Row("", Ink.PLAIN));
    rows.add(new Row(words.get("top.choose.keys"), Ink.DIM));
    box(words.get("top.choose.title", SafeText.line(dialog.run().name())), rows);
  }

  private void typeValue(Dialog.TypeValue dialog) {
    List<Row> rows = new ArrayList<>();
    String name = dialog.setting().wireName();
    wrapped(words.get("set.range." + name), Ink.DIM, rows);
    rows.add(new Row(words.get("top.value.now", shown(dialog.old())), Ink.PLAIN));
    rows.add(new Row(name + "=" + SafeText.line(dialog.typed()) + "█", Ink.STRONG));
    rows.add(new Row("", Ink.PLAIN));
    rows.add(new Row(words.get("top.value.keys"), Ink.DIM));
    box(words.get("top.choose.title", SafeText.line(dialog.run().name())), rows);
  }

  private void confirm(Dialog.Confirm dialog) {
    List<Row> rows = new ArrayList<>();
    if (dialog.preview().isEmpty()) {
      rows.add(new Row(words.get("top.asking"), Ink.DIM));
    } else {
      for (String line : dialog.preview().split("\n", -1)) {
        wrapped(SafeText.line(line), dialog.good() ? Ink.STRONG : Ink.BAD, rows);
      }
      rows.add(new Row("", Ink.PLAIN));
      rows.add(
          new Row(words.get(dialog.good() ? "top.confirm.keys" : "top.confirm.back"), Ink.DIM));
    }
    box(words.get("top.choose.title", SafeText.line(dialog.run().name())), rows);
  }

  private String shown(String value) {
    return value.isEmpty() ? words.get("change.empty") : SafeText.line(value);
  }

  private int room() {
    return Math.min(WIDEST, canvas.width() - 4) - 4;
  }

  private void wrapped(String text, Ink ink, List<Row> rows) {
    Words.wrapped(text, room()).forEach(line -> rows.add(new Row(line, ink)));
  }

  private void box(String title, List<Row> rows) {
    int widest = rows.stream().mapToInt(row -> DisplayWidth.of(row.text())).max().orElse(0);
    int inner = Math.min(room(), Math.max(widest, DisplayWidth.of(title) + 2));
    int width = inner + 4;
    int height = Math.min(rows.size() + 2, canvas.height());
    int x = (canvas.width() - width) / 2;
    int y = (canvas.height() - height) / 2;
    canvas.box(x, y, width, height, title);
    for (int i = 0; i < height - 2; i++) {
      // The end of what is typed is what the person looks at.
      String text = rows.get(i).text();
      while (DisplayWidth.of(text) > inner && text.endsWith("█")) {
        text = text.substring(1);
      }
      canvas.text(x + 2, y + 1 + i, inner, text, rows.get(i).ink());
    }
  }
}
