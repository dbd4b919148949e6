// Several plots on one axis: same range, same cursor, same bands. Plain objects, so that a new sample a second costs a redraw
// of the plots and nothing else.
import { onTheme } from "../core/theme.js";
import { makePlot, palette } from "./chart.js";

let groups = 0;
const SMALLEST = 10;

export class ChartGroup {
  /**
   * @param definitions [{key, series: [{name, scale?, dash?}], least?}]
   * @param onPointed called with the index of the sample under the cursor, null when there is none
   * @param onRange called when the range on show has changed: {min, max, live}
   */
  constructor(definitions, { onPointed, onRange, time = true, xAxis = null }) {
    this.definitions = definitions;
    this.onPointed = onPointed;
    this.onRange = onRange;
    this.time = time;
    this.xAxis = xAxis;
    this.twoAxes = definitions.some((one) => new Set(one.series.map((series) => series.scale)).size > 1);
    this.key = "group" + groups++;
    this.colours = palette();
    this.bands = [];
    this.marks = [];
    this.range = null;
    this.span = null;
    this.plots = new Map();
    this.resizer = new ResizeObserver((entries) => entries.forEach((entry) => this.resize(entry.target)));
    this.endTheme = onTheme(() => this.repaint());
  }

  /** The element in which a plot lives; null takes the plot away. */
  mount(key, element) {
    const present = this.plots.get(key);
    if (present?.element === element) {
      return;
    }
    if (present) {
      this.resizer.unobserve(present.element);
      present.plot.destroy();
      this.plots.delete(key);
    }
    if (element) {
      const definition = this.definitions.find((one) => one.key === key);
      this.plots.set(key, { element, definition, plot: makePlot(element, definition, this) });
      this.resizer.observe(element);
      this.fill(key);
    }
  }

  resize(element) {
    for (const { element: mine, plot } of this.plots.values()) {
      if (mine === element && element.clientWidth > 0) {
        plot.setSize({ width: element.clientWidth, height: element.clientHeight });
      }
    }
  }

  repaint() {
    this.colours = palette();
    [...this.plots.entries()].forEach(([key, { element }]) => {
      this.mount(key, null);
      this.mount(key, element);
    });
  }

  /** @param columns {at: [], name: []} */
  data(columns) {
    this.columns = columns;
    this.plots.forEach((_, key) => this.fill(key));
  }

  fill(key) {
    const { definition, plot } = this.plots.get(key);
    if (this.columns) {
      plot.setData([this.columns.at, ...definition.series.map((one) => this.columns[one.name] ?? this.columns.at.map(() => null))]);
    }
  }

  extent() {
    const at = this.columns?.at ?? [];
    return at.length ? [at[0], at[at.length - 1]] : [0, 1];
  }

  now() {
    return this.extent()[1];
  }

  xRange(min, max) {
    if (this.range) {
      return this.range;
    }
    const [first, last] = this.extent();
    const from = this.span ? Math.max(first, last - this.span) : first;
    return [from, Math.max(last, from + SMALLEST * (this.time ? 1 : 0.01))];
  }

  /** Follows the newest sample; the last seconds of it, or all with null. */
  live(span) {
    this.range = null;
    this.span = span;
    this.redraw();
  }

  show(min, max) {
    const [first, last] = this.extent();
    const width = Math.min(Math.max(this.time ? SMALLEST : 0.5, max - min), Math.max(SMALLEST, last - first));
    const from = Math.min(Math.max(min, first), last - width);
    this.range = [from, from + width];
    this.redraw();
  }

  redraw() {
    const [min, max] = this.xRange();
    this.plots.forEach(({ plot }) => plot.setScale("x", { min, max }));
    this.onRange?.({ min, max, live: this.range === null });
  }

  zoom(factor) {
    const [min, max] = this.xRange();
    const middle = this.range ? (min + max) / 2 : max;
    const half = ((max - min) * factor) / 2;
    this.show(this.range ? middle - half : max - half * 2, this.range ? middle + half : max);
  }

  /** @param share of the width on show, negative to earlier times */
  pan(share) {
    const [min, max] = this.xRange();
    this.show(min + (max - min) * share, max + (max - min) * share);
  }

  pointed(u) {
    this.onPointed?.(u.cursor.idx ?? null);
  }

  selected(u) {
    if (u.select.width > 4) {
      const min = u.posToVal(u.select.left, "x");
      const max = u.posToVal(u.select.left + u.select.width, "x");
      this.plots.forEach(({ plot }) => plot.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false));
      this.show(min, max);
    }
  }

  destroy() {
    this.endTheme();
    this.resizer.disconnect();
    this.plots.forEach(({ plot }) => plot.destroy());
    this.plots.clear();
  }
}
