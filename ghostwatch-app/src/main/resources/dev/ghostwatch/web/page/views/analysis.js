// A log from anywhere, dropped here: what 'ghostwatch analyze' tells.
import { post } from "../core/api.js";
import { html, useState } from "../core/dom.js";
import { duration, figure, name, percent, seconds, time, whole } from "../core/format.js";
import { t, word } from "../core/i18n.js";
import { useStore } from "../core/store.js";
import { Trouble } from "../parts/dialog.js";
import { StateBadge, kindName } from "../parts/state.js";
import { askLogin } from "./login.js";

export function View() {
  useStore();
  const [analysis, setAnalysis] = useState(null);
  const [problem, setProblem] = useState(null);
  const [reading, setReading] = useState(null);
  const [over, setOver] = useState(false);
  const read = async (file) => {
    if (!file) {
      return;
    }
    setReading(file.name);
    setProblem(null);
    try {
      setAnalysis(await post("/analyses", file, { type: file.name.endsWith(".gz") ? "application/gzip" : "text/plain" }));
    } catch (refused) {
      refused.status === 401 ? askLogin() : setProblem(refused);
    }
    setReading(null);
  };
  const drop = (event) => {
    event.preventDefault();
    setOver(false);
    read(event.dataTransfer.files[0]);
  };
  const dragged = (inside) => (event) => {
    event.preventDefault();
    setOver(inside);
  };
  return html`<div class="bar"><h1>${t("nav.analysis")}</h1><p class="summary">${t("analysis.hint")}</p></div>
    <div class=${"drop" + (over ? " over" : "")} onDrop=${drop} onDragOver=${dragged(true)} onDragLeave=${dragged(false)}>
      <label for="log">${t("analysis.drop")}</label>
      <input id="log" type="file" aria-label=${t("analysis.file")} onChange=${(event) => read(event.target.files[0])} />
      <p role="status">${reading ? t("analysis.reading", reading) : null}</p>
    </div>
    <${Trouble} problem=${problem} />
    ${analysis ? html`<${Analysis} analysis=${analysis} />` : null}`;
}

function Analysis({ analysis }) {
  const { progress, rate, lag, backlog, throttling, cutOver, errors, warnings, events } = analysis;
  const facts = [
    [t("analysis.duration"), duration(analysis.durationSeconds)],
    [t("analysis.copy"), duration(analysis.copySeconds)],
    [t("col.copied"), percent(progress?.lastPercent)],
    [t("col.rows"), whole(progress?.lastRowsCopied)],
    [t("analysis.average"), figure(rate?.averageRowsPerSecond)],
    [t("analysis.peak"), figure(rate?.maxRowsPerSecond)],
    [t("analysis.lag"), seconds(lag?.maxSeconds)],
    [t("analysis.backlog"), t("analysis.samples", whole(backlog?.samplesFull ?? 0))],
    [t("analysis.throttled"), duration(throttling?.seconds)],
    [t("analysis.cutOver"), whole(cutOver?.attempts)],
    [t("analysis.lines"), analysis.unparsedLines ? t("analysis.notRead", whole(analysis.lines), whole(analysis.unparsedLines)) : whole(analysis.lines)],
  ];
  return html`<section class="card head"><div class="title"><h2 dir="auto">${name(analysis)}</h2><${StateBadge} migration=${{ lifecycle: analysis.outcome }} />
      <p class="sub">${[analysis.startedAt && time(analysis.startedAt) + " – " + time(analysis.endedAt), analysis.ghostVersion && "gh-ost " + analysis.ghostVersion].filter(Boolean).join(" · ")}</p></div>
      <dl class="facts">${facts.map(([label, value]) => html`<div><dt>${label}</dt><dd class="num">${value}</dd></div>`)}</dl></section>
    <div class="two">
      <section class="card"><h2>${t("analysis.byKind")}</h2><${Shares} byKind=${throttling?.byKind} total=${analysis.durationSeconds} /></section>
      <section class="card"><h2>${t("events")}</h2><ol class="list scroll" tabindex="0" aria-label=${t("events")}>${(events ?? []).map((event) => html`<li class="event"><time>${time(event.at)}</time>
        <span dir="auto"><span class="badge plain">${word("event." + event.type, event.type)}</span>${event.text}</span></li>`)}</ol></section>
      <${Problems} title=${t("analysis.errors")} list=${errors} tone="bad" />
      <${Problems} title=${t("analysis.warnings")} list=${warnings} tone="warn" />
    </div>`;
}

function Shares({ byKind, total }) {
  const kinds = Object.entries(byKind ?? {}).sort((a, b) => b[1] - a[1]);
  return kinds.length
    ? html`<ul class="shares">${kinds.map(([kind, long]) => html`<li class="share"><span>${kindName(kind)}</span>
        <meter min="0" max=${total || long} value=${long} aria-label=${kindName(kind)}></meter><span class="num right">${duration(long)}</span></li>`)}</ul>`
    : html`<p class="hint">${t("analysis.noThrottling")}</p>`;
}

function Problems({ title, list, tone }) {
  return html`<section class="card"><h2>${title} <span class="hint">${list?.length ?? 0}</span></h2>
    ${list?.length
      ? html`<ul class="list scroll" tabindex="0" aria-label=${title}>${list.map((problem) => html`<li class="finding">
          <p><span class=${"badge " + tone}>${problem.category ?? title}</span> <span class="hint num">${[problem.at && time(problem.at), t("analysis.line", problem.line)].filter(Boolean).join(" · ")}</span></p>
          <p class="mono" dir="auto">${problem.message}</p>
          ${problem.cause ? html`<p dir="auto">${problem.cause}</p>` : null}${problem.advice ? html`<p class="advice" dir="auto">${problem.advice}</p>` : null}</li>`)}</ul>`
      : html`<p class="hint">${t("analysis.noErrors")}</p>`}</section>`;
}
