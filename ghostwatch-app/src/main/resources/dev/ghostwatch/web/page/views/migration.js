// One run: what it does, where it stands, what it costs, and the means to steer it.
import { html } from "../core/dom.js";
import { duration, name, range, rowsOf, seconds, short, time, whole } from "../core/format.js";
import { t } from "../core/i18n.js";
import { useRun } from "../core/run.js";
import { useStore } from "../core/store.js";
import { Charts } from "../parts/charts.js";
import { Trouble } from "../parts/dialog.js";
import { Progress } from "../parts/progress.js";
import { StateBadge, condition, sentence, worstLag } from "../parts/state.js";
import { AlertList } from "./alertlist.js";
import { Events } from "./events.js";
import { Findings } from "./findings.js";
import { Layers } from "./layers.js";
import { LogTail } from "./logtail.js";
import { Settings } from "./settings.js";
import { Steer } from "./steer.js";

export function View({ id }) {
  useStore();
  const run = useRun(id);
  const migration = run?.document;
  if (run?.problem && !migration) {
    return html`<p class="crumbs"><a href="#/fleet">${t("nav.fleet")}</a></p><${Trouble} problem=${run.problem} />`;
  }
  if (!migration) {
    return html`<p class="hint" role="status">${t("loading")}</p>`;
  }
  return html`
    <p class="crumbs"><a href="#/fleet">${t("nav.fleet")}</a> / <span dir="auto">${name(migration)}</span></p>
    <${Head} run=${run} migration=${migration} />
    ${run.partly ? html`<${Trouble} problem=${run.partly} />` : null}
    ${migration.alerts?.length ? html`<section class="card"><h2>${t("nav.alerts")}</h2><${AlertList} alerts=${migration.alerts} /></section>` : null}
    <div class="columns">
      <div class="stack">
        <${Charts} run=${run} />
        <${Events} events=${run.events} />
        <${LogTail} run=${run} />
      </div>
      <div class="side">
        <${Findings} migration=${migration} />
        <${Settings} run=${run} migration=${migration} />
        <${Layers} migration=${migration} />
      </div>
    </div>`;
}

function Head({ run, migration }) {
  const { progress, rates, eta } = migration;
  const how = condition(migration);
  const running = ["running", "throttled", "postponed", "starting"].includes(how);
  return html`<section class="card head">
    <div class="title"><h1 dir="auto">${name(migration)}</h1><${StateBadge} migration=${migration} />
      <p class="sub">${[migration.migratedHost && t("on", migration.migratedHost), t("since", time(migration.startedAt)), migration.ghostVersion && "gh-ost " + migration.ghostVersion].filter(Boolean).join(" · ")}</p></div>
    <p class="says">${sentence(migration)}${migration.lastWords ? html`<span class="sub" dir="auto">${migration.lastWords}</span>` : null}</p>
    <div class="main">
      <${Progress} migration=${migration} large />
      ${running ? html`<${Ends} eta=${eta} how=${how} />` : html`<p class="ends"><span class="sub">${t("ended")}</span><b>${time(migration.endedAt ?? migration.observedAt)}</b></p>`}
    </div>
    <dl class="facts">
      <${Fact} label=${t("col.rows")} value=${rowsOf(progress)} />
      <${Fact} label=${t("fact.elapsed")} value=${duration(progress?.elapsedSeconds ?? migration.durationSeconds)} />
      ${running
        ? html`<${Fact} label=${t("series.rowsPerSecond")} value=${whole(rates?.rowsPerSecond)} />
          <${Fact} label=${t("series.dmlPerSecond")} value=${whole(rates?.dmlPerSecond)} />
          <${Fact} label=${t("fact.lag")} value=${seconds(worstLag(migration))} />
          <${Fact} label=${t("fact.backlog")} value=${backlog(progress)} />`
        : null}
      <${Fact} label=${t("fact.average")} value=${whole(rates?.averageRowsPerSecond)} />
      <${Fact} label=${t("fact.dml")} value=${short(progress?.dmlApplied)} />
    </dl>
    ${running ? html`<${Steer} run=${run} migration=${migration} />` : null}
  </section>`;
}

const backlog = (progress) => (progress?.backlog === null || progress?.backlog === undefined ? "–" : whole(progress.backlog) + " / " + whole(progress.backlogCapacity));

function Ends({ eta, how }) {
  if (how === "postponed") {
    return html`<p class="ends"><span class="sub">${t("ends.label")}</span><b>${t("ends.onCutOver")}</b></p>`;
  }
  if (!eta) {
    return html`<p class="ends"><span class="sub">${t("ends.label")}</span><b>${t("unknown")}</b></p>`;
  }
  return html`<p class="ends" title=${eta.basis ?? ""}><span class="sub">${t("ends.label")}</span>
    <b>${range(eta.lowSeconds ?? eta.seconds, eta.highSeconds ?? eta.seconds)}</b>
    <span class="sub">${eta.endsAt ? t("around", time(eta.endsAt, false)) : null}</span></p>`;
}

function Fact({ label, value }) {
  return html`<div><dt>${label}</dt><dd class="num">${value}</dd></div>`;
}
