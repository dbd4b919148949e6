// Two runs over each other, by percent copied: the same table on two days, or before and after a change of settings.
import { get, query, segment } from "../core/api.js";
import { html, useEffect, useMemo, useRef, useState } from "../core/dom.js";
import { date, duration, figure, name, percent, seconds, short } from "../core/format.js";
import { t } from "../core/i18n.js";
import { address, place } from "../core/router.js";
import { useStore } from "../core/store.js";
import { ChartGroup } from "../parts/chartgroup.js";
import { Trouble } from "../parts/dialog.js";
import { StateBadge } from "../parts/state.js";

const STEPS = 400;
const COLUMNS = ["rowsPerSecond", "lagSeconds", "elapsed"];
const PLOTS = [
  { key: "rowsPerSecond", title: "series.rowsPerSecond", format: figure, least: 1 },
  { key: "lagSeconds", title: "chart.lag", format: seconds, least: 1 },
  { key: "elapsed", title: "fact.elapsed", format: duration, tick: duration, least: 60 },
].map((plot) => ({ ...plot, series: [{ name: "a." + plot.key }, { name: "b." + plot.key, dash: true }] }));

export function View() {
  useStore();
  const { a, b } = place().query;
  const [runs, setRuns] = useState(null);
  const [problem, setProblem] = useState(null);
  useEffect(() => {
    if (a && b) {
      Promise.all([load(a), load(b)]).then((read) => { setRuns(read); setProblem(null); }).catch(setProblem);
    }
  }, [a, b]);
  if (!a || !b) {
    return html`<p class="empty">${t("compare.none")} <a href="#/history">${t("nav.history")}</a></p>`;
  }
  return html`<p class="crumbs"><a href=${address("history")}>${t("nav.history")}</a> / ${t("nav.compare")}</p>
    <h1>${t("compare.title")}</h1><${Trouble} problem=${problem} />
    ${runs ? html`<${Figures} runs=${runs} /><${Overlaid} runs=${runs} />` : problem ? null : html`<p class="hint" role="status">${t("loading")}</p>`}`;
}

async function load(id) {
  const path = "/migrations/" + segment(id);
  const [document, samples, bands] = await Promise.all([get(path), get(path + "/samples" + query({ points: 2000 })), get(path + "/throttling")]);
  const column = (wanted) => samples.data[samples.columns.indexOf(wanted)] ?? [];
  const at = column("at");
  const end = at[at.length - 1] ?? 0;
  const throttled = bands.reduce((sum, band) => sum + (band.to ? Date.parse(band.to) / 1000 : end) - Date.parse(band.from) / 1000, 0);
  return { document, throttled, took: at.length ? end - at[0] : null, byPercent: byPercent(at, column), peakLag: Math.max(...column("lagSeconds").filter((value) => value !== null), 0) };
}

/** The figures at each quarter of a percent; of several samples in one step the greatest counts. */
function byPercent(at, column) {
  const steps = Object.fromEntries(COLUMNS.map((one) => [one, new Array(STEPS + 1).fill(null)]));
  const progress = column("percent");
  const values = { rowsPerSecond: column("rowsPerSecond"), lagSeconds: column("lagSeconds"), elapsed: at.map((moment) => moment - at[0]) };
  progress.forEach((value, i) => {
    if (value === null) {
      return;
    }
    const step = Math.min(STEPS, Math.max(0, Math.round((value / 100) * STEPS)));
    COLUMNS.forEach((one) => {
      const found = values[one][i];
      if (found !== null && found !== undefined) {
        steps[one][step] = Math.max(steps[one][step] ?? 0, found);
      }
    });
  });
  return steps;
}

function Figures({ runs }) {
  const [first, second] = runs;
  const rows = [
    [t("col.took"), (run) => run.document.durationSeconds ?? run.took, duration],
    [t("col.rows"), (run) => run.document.progress?.rowsCopied, short],
    [t("fact.average"), (run) => run.document.rates?.averageRowsPerSecond ?? (run.took ? (run.document.progress?.rowsCopied ?? 0) / run.took : null), figure],
    [t("compare.throttled"), (run) => run.throttled, duration],
    [t("compare.peakLag"), (run) => run.peakLag, seconds],
    [t("fact.dml"), (run) => run.document.progress?.dmlApplied, short],
  ];
  return html`<div class="card flush"><table class="rows compare"><thead><tr><th>${t("compare.figure")}</th>${runs.map((run, i) => html`<th class="right">
      <a href=${address("migrations", run.document.id)} dir="auto">${name(run.document)}</a><span class="sub">${t(i ? "compare.b" : "compare.a")}, ${date(run.document.startedAt)}</span><${StateBadge} migration=${run.document} /></th>`)}<th class="right">${t("compare.difference")}</th></tr></thead>
    <tbody>${rows.map(([label, read, format]) => html`<tr><th scope="row">${label}</th>
      <td class="right num" data-label=${t("compare.a")}>${format(read(first))}</td><td class="right num" data-label=${t("compare.b")}>${format(read(second))}</td>
      <td class="right num" data-label=${t("compare.difference")}>${difference(read(first), read(second))}</td></tr>`)}</tbody></table></div>`;
}

function difference(first, second) {
  if (!first || second === null || second === undefined) {
    return "–";
  }
  const change = ((second - first) / first) * 100;
  return (change > 0 ? "+" : change < 0 ? "−" : "±") + percent(Math.abs(change), 0);
}

function Overlaid({ runs }) {
  const group = useMemo(() => new ChartGroup(PLOTS, { time: false, xAxis: { values: (u, ticks) => ticks.map((tick) => tick + " %") } }), []);
  useEffect(() => () => group.destroy(), []);
  useEffect(() => {
    const columns = { at: Array.from({ length: STEPS + 1 }, (_, i) => (i * 100) / STEPS) };
    runs.forEach((run, i) => COLUMNS.forEach((one) => (columns[(i ? "b." : "a.") + one] = run.byPercent[one])));
    group.data(columns);
  }, [runs]);
  return html`<section class="card charts" aria-label=${t("charts")}>${PLOTS.map((plot) => html`<${Plot} key=${plot.key} plot=${plot} group=${group} />`)}</section>`;
}

function Plot({ plot, group }) {
  const target = useRef(null);
  useEffect(() => {
    group.mount(plot.key, target.current);
    return () => group.mount(plot.key, null);
  }, []);
  return html`<figure class="chart"><header><h3>${t(plot.title)} <span class="hint">${t("chart.ofPercent")}</span></h3>
      ${["a", "b"].map((one, i) => html`<span class=${"value" + (i ? " dash" : "")}><i ref=${(element) => element && (element.style[i ? "borderColor" : "background"] = "var(--series" + (i + 1) + ")")}></i>${t("compare." + one)}</span>`)}</header>
    <div class="plot first" ref=${target} role="img" aria-label=${t(plot.title) + " " + t("chart.ofPercent")}></div></figure>`;
}
