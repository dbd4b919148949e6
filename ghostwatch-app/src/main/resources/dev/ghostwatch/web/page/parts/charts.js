// The charts of a run: tools, legend of bands, and one plot for each question. Missing figures say what would bring them.
import { html, useEffect, useMemo, useRef, useState } from "../core/dom.js";
import { duration, figure, seconds, time } from "../core/format.js";
import { t } from "../core/i18n.js";
import { Icon } from "./icons.js";
import { bandVariable } from "./chart.js";
import { ChartGroup } from "./chartgroup.js";
import { kindName } from "./state.js";

const SPANS = [300, 900, 3600, null];
const PLOTS = [
  { key: "speed", series: [{ name: "rowsPerSecond" }, { name: "dmlPerSecond" }], format: figure },
  { key: "lag", series: [{ name: "lagSeconds" }, { name: "replicaLagSeconds" }, { name: "ptHeartbeatLagSeconds" }, { name: "heartbeatLagSeconds", dash: true }], least: 1, format: seconds },
  { key: "backlog", series: [{ name: "backlog" }], least: 10, format: figure },
  { key: "chunk", series: [{ name: "chunkSize" }, { name: "niceRatio", scale: "ratio", dash: true }], format: figure },
  { key: "chunkTime", series: [{ name: "chunkSeconds" }], least: 0.05, format: seconds },
  { key: "threads", series: [{ name: "threadsRunning" }], least: 4, format: figure },
  { key: "load", series: [{ name: "load1" }], least: 1, format: figure },
];
/** Plots that are there even before their first figure: they come with every run. */
const ALWAYS = new Set(["speed", "lag", "backlog"]);

export function Charts({ run }) {
  const [range, setRange] = useState({ live: true });
  const [span, setSpan] = useState(undefined);
  const readouts = useRef(new Map());
  const group = useMemo(() => new ChartGroup(PLOTS, { onRange: setRange, onPointed: (index) => point(group, readouts.current, index) }), []);
  useEffect(() => () => group.destroy(), []);
  const { series, bands, events } = run;
  useEffect(() => {
    group.bands = bands;
    group.marks = marksOf(events);
    group.data({ at: series.at, ...series.columns });
    if (!group.range) {
      group.redraw();
    }
    if (!group.hovered) {
      point(group, readouts.current, null);
    }
  });
  useEffect(() => {
    const timer = range.live ? null : setTimeout(() => run.detail(range.min, range.max), 400);
    return () => clearTimeout(timer);
  }, [range.live, range.min, range.max]);
  const choose = (wanted) => {
    setSpan(wanted);
    group.live(wanted);
  };
  const keys = (event) => {
    const action = { ArrowLeft: () => group.pan(-0.2), ArrowRight: () => group.pan(0.2), "+": () => group.zoom(0.5), "=": () => group.zoom(0.5), "-": () => group.zoom(2), Home: () => choose(null), End: () => choose(span ?? null) }[event.key];
    if (action && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      action();
    }
  };
  const known = PLOTS.filter((plot) => ALWAYS.has(plot.key) || plot.series.some((one) => series.latest(one.name) !== null || series.columns[one.name].some((value) => value !== null)));
  const missing = PLOTS.filter((plot) => !known.includes(plot));
  return html`<section class="card charts" aria-label=${t("charts")}>
    <div class="tools">
      <div class="tabs" role="group" aria-label=${t("charts.span")}>
        ${SPANS.map((seconds_) => html`<button type="button" aria-pressed=${range.live && (span ?? null) === seconds_ ? "true" : "false"} onClick=${() => choose(seconds_)}>
          ${seconds_ === null ? t("charts.all") : duration(seconds_)}</button>`)}
      </div>
      <div class="tabs step" role="group" aria-label=${t("charts.move")}>
        <button type="button" aria-label=${t("charts.earlier")} title=${t("charts.earlier")} onClick=${() => group.pan(-0.5)}><${Icon} name="left" /></button>
        <button type="button" aria-label=${t("charts.zoomIn")} title=${t("charts.zoomIn")} onClick=${() => group.zoom(0.5)}><${Icon} name="plus" /></button>
        <button type="button" aria-label=${t("charts.zoomOut")} title=${t("charts.zoomOut")} onClick=${() => group.zoom(2)}><${Icon} name="minus" /></button>
        <button type="button" aria-label=${t("charts.later")} title=${t("charts.later")} onClick=${() => group.pan(0.5)}><${Icon} name="right" /></button>
      </div>
      ${range.live ? null : html`<button type="button" onClick=${() => choose(span ?? null)}>${t("charts.live")}</button>`}
      <span class="shown num">${range.min ? time(range.min * 1000) + " – " + time(range.max * 1000) : null}</span>
    </div>
    <${Legend} bands=${bands} range=${range} now=${series.last} marks=${group.marks.length} />
    <div class="grid" tabindex="0" role="group" aria-label=${t("charts.keys")} onKeyDown=${keys}
      onPointerEnter=${() => (group.hovered = true)} onPointerLeave=${() => (group.hovered = false)}>
      ${known.map((plot, index) => html`<${Plot} key=${plot.key} plot=${plot} group=${group} readouts=${readouts.current} first=${index === 0} series=${series} />`)}
    </div>
    ${missing.length && run.ready ? html`<p class="missing">${t("charts.missing", missing.map((plot) => t("chart." + plot.key)).join(t("comma")))}</p>` : null}
  </section>`;
}

function Plot({ plot, group, readouts, first, series }) {
  const target = useRef(null);
  useEffect(() => {
    group.mount(plot.key, target.current);
    return () => group.mount(plot.key, null);
  }, []);
  const said = plot.series.map((one) => t("series." + one.name) + " " + plot.format(series.latest(one.name))).join(t("comma"));
  return html`<figure class="chart">
    <header><h3>${t("chart." + plot.key)}</h3>
      ${plot.series.map((one, i) => html`<span class=${"value" + (one.dash ? " dash" : "")}><i ref=${(element) => element && (element.style[one.dash ? "borderColor" : "background"] = "var(--series" + (i + 1) + ")")}></i>
        ${t("series." + one.name)} <b ref=${(element) => element && readouts.set(plot.key + "." + one.name, { element, plot, one })}></b></span>`)}
    </header>
    <div class=${"plot" + (first ? " first" : "")} ref=${target} role="img" aria-label=${t("chart." + plot.key) + ": " + said}></div>
  </figure>`;
}

/** Writes the figures under the cursor, or the newest, into the heads of the plots. */
function point(group, readouts, index) {
  const columns = group.columns;
  if (!columns) {
    return;
  }
  readouts.forEach(({ element, plot, one }) => {
    const values = columns[one.name] ?? [];
    const value = index === null || index === undefined ? newest(values) : values[index];
    element.textContent = plot.format(value);
  });
}

function newest(values) {
  for (let i = values.length - 1; i >= Math.max(0, values.length - 20); i--) {
    if (values[i] !== null) {
      return values[i];
    }
  }
  return null;
}

const MARKED = ["settings", "setting", "command", "cut-over", "cut-over-attempt", "cut-over-failed", "postponed", "unpostponed", "error", "panic", "failed", "succeeded"];

function marksOf(events) {
  return events.filter((event) => MARKED.includes(event.type)).map((event) => ({ at: Date.parse(event.at) / 1000 }));
}

/** Which bands are on show and how long each kind lasted: colours alone tell nobody. */
function Legend({ bands, range, now, marks }) {
  const lasted = new Map();
  bands.forEach((band) => {
    const from = Math.max(band.from, range.min ?? 0);
    const to = Math.min(band.to ?? now ?? band.from, range.max ?? Infinity);
    if (to >= from) {
      lasted.set(band.kind, (lasted.get(band.kind) ?? 0) + to - from);
    }
  });
  return html`<ul class="legend" aria-label=${t("charts.bands")}>
    ${lasted.size
      ? [...lasted].map(([kind, long]) => html`<li data-band=${kind}><i ref=${(element) => element && (element.style.background = "var(" + bandVariable(kind) + ")")}></i>${t("charts.band", kindName(kind), duration(long))}</li>`)
      : html`<li>${t("charts.noBands")}</li>`}
    ${marks ? html`<li>▲ ${t("charts.marks")}</li>` : null}
  </ul>`;
}
