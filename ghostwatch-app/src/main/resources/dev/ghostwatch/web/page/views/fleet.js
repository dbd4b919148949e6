// All migrations as rows: those that run first, what needs somebody at the top; below them what has ended.
import { get, query, segment } from "../core/api.js";
import { html, useEffect, useMemo, useState } from "../core/dom.js";
import { name, range, rowsOf, time, whole } from "../core/format.js";
import { t } from "../core/i18n.js";
import { address, place, remember } from "../core/router.js";
import { change, state, useStore } from "../core/store.js";
import { Icon } from "../parts/icons.js";
import { Trouble } from "../parts/dialog.js";
import { Progress } from "../parts/progress.js";
import { Spark } from "../parts/spark.js";
import { StateBadge, condition, sentence, severityTone, worst, worstLag } from "../parts/state.js";
import { PastTable } from "./past.js";

/** What wants a look comes first. */
const ORDER = ["postponed", "throttled", "running", "starting"];
const SPARKS_ASKED = 30;

export function Fleet() {
  const { migrations, history, loaded, trouble } = useStore();
  const wanted = place().query.q ?? "";
  const all = [...migrations.values()].filter((migration) => !migration.lifecycle || ["running", "starting"].includes(migration.lifecycle));
  const shown = all.filter((migration) => name(migration).toLowerCase().includes(wanted.toLowerCase())).sort(compare);
  const past = usePast(wanted, history);
  useSparks(all);
  return html`
    <div class="bar">
      <h1>${t("fleet")}</h1>
      <p class="summary">${summary(all)}</p>
      <label class="search"><span class="sr">${t("fleet.search")}</span><${Icon} name="search" />
        <input type="search" value=${wanted} placeholder=${t("fleet.search")} onInput=${(event) => remember({ q: event.target.value })} /></label>
    </div>
    <${Trouble} problem=${trouble} />
    ${shown.length
      ? html`<div class="card flush"><table class="rows fleet">
          <caption class="sr">${t("fleet.running")}</caption>
          <thead><tr><th>${t("col.migration")}</th><th>${t("col.state")}</th><th>${t("col.progress")}</th><th>${t("col.ends")}</th>
            <th class="right">${t("col.rate")}</th><th>${t("col.lag")}</th><th class="right">${t("col.alerts")}</th></tr></thead>
          <tbody>${shown.map((migration) => html`<${Row} key=${migration.id ?? migration.endpoint} migration=${migration} />`)}</tbody>
        </table></div>`
      : html`<p class="empty">${t(!loaded ? "loading" : wanted ? "fleet.noneFound" : "fleet.none")}</p>`}
    <h2>${t("fleet.ended")}</h2>
    ${past === null ? html`<p class="hint">${t("loading")}</p>` : past.length ? html`<${PastTable} runs=${past} />` : html`<p class="empty">${t("history.none")}</p>`}`;
}

function compare(a, b) {
  return ORDER.indexOf(condition(a)) - ORDER.indexOf(condition(b)) || (b.progress?.percent ?? 0) - (a.progress?.percent ?? 0);
}

function summary(all) {
  const counts = ORDER.map((how) => [how, all.filter((migration) => condition(migration) === how).length]).filter(([, count]) => count);
  return counts.map(([how, count]) => t("fleet.count." + how, count)).join(" · ");
}

/** A search goes to the agent, which knows runs that this page does not. */
function usePast(wanted, history) {
  const [found, setFound] = useState(null);
  useEffect(() => {
    if (!wanted) {
      setFound(null);
      return undefined;
    }
    const stop = new AbortController();
    const timer = setTimeout(() => {
      get("/history" + query({ q: wanted, limit: 50 }), { signal: stop.signal })
        .then(setFound)
        .catch((problem) => problem.name === "AbortError" || change({ trouble: problem }));
    }, 250);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [wanted]);
  return wanted ? (found ?? history) : history;
}

/** The small charts begin with what the agent has seen before this page was opened. */
function useSparks(all) {
  const ids = useMemo(() => all.map((migration) => migration.id).filter(Boolean), [all.length]);
  useEffect(() => {
    ids.slice(0, SPARKS_ASKED).forEach(async (id) => {
      if ((state.sparks.get(id)?.length ?? 0) > 5) {
        return;
      }
      try {
        const from = new Date(Date.parse(state.migrations.get(id).observedAt) - 120e3).toISOString();
        const answer = await get("/migrations/" + segment(id) + "/samples" + query({ from, points: 60, columns: "at,lagSeconds" }));
        state.sparks.set(id, [...answer.data[answer.columns.indexOf("lagSeconds")], ...(state.sparks.get(id) ?? [])].slice(-60));
        change({});
      } catch (problem) {
        console.info("no lag of the past for " + id + ": " + problem.message);
      }
    });
  }, [ids]);
}

function Row({ migration }) {
  const { progress, eta, rates, settings, alerts } = migration;
  const limit = settings?.maxLagMillis ? settings.maxLagMillis / 1000 : null;
  const firing = (alerts ?? []).length;
  const how = condition(migration);
  return html`<tr>
    <th scope="row"><a class="name" href=${address("migrations", migration.id ?? name(migration))} dir="auto">${name(migration)}</a>
      <span class="sub">${[migration.migratedHost, t("since", time(migration.startedAt, false))].filter(Boolean).join(" · ")}</span></th>
    <td class="wide" data-label=${t("col.state")}><${StateBadge} migration=${migration} /><span class="sub why">${how === "running" ? null : sentence(migration)}</span></td>
    <td class="wide" data-label=${t("col.progress")}><${Progress} migration=${migration} /><span class="sub num">${rowsOf(progress)}</span></td>
    <td data-label=${t("col.ends")}>${eta && how !== "postponed"
      ? html`<span class="num">${range(eta.lowSeconds ?? eta.seconds, eta.highSeconds ?? eta.seconds)}</span><span class="sub num">${eta.endsAt ? t("around", time(eta.endsAt, false)) : null}</span>`
      : html`<span class="sub">${t(how === "postponed" ? "ends.onCutOver" : "unknown")}</span>`}</td>
    <td class="right" data-label=${t("col.rate")}><span class="num">${whole(rates?.rowsPerSecond)}</span><span class="sub num">${t("dml", whole(rates?.dmlPerSecond))}</span></td>
    <td data-label=${t("col.lag")}><${Spark} values=${state.sparks.get(migration.id ?? migration.endpoint)} limit=${limit} current=${worstLag(migration)} /></td>
    <td class="right" data-label=${t("col.alerts")}>${firing
      ? html`<a class=${"badge " + severityTone(worst(alerts))} href=${address("alerts")}><${Icon} name="bell" />${firing}<span class="sr">${t("col.alerts")}</span></a>`
      : html`<span class="sub">${t("none")}</span>`}</td>
  </tr>`;
}
