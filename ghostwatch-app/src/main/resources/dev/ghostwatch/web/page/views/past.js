import { html } from "../core/dom.js";
import { copied, date, duration, name, percent, short } from "../core/format.js";
import { t } from "../core/i18n.js";
import { address } from "../core/router.js";
import { StateBadge } from "../parts/state.js";

/** Ended runs as a table; with onChoose each row can be chosen for a comparison. */
export function PastTable({ runs, chosen = [], onChoose = null }) {
  return html`<div class="card flush"><table class="rows past">
    <caption class="sr">${t("fleet.ended")}</caption>
    <thead><tr>${onChoose ? html`<th><span class="sr">${t("compare.choose")}</span></th>` : null}<th>${t("col.migration")}</th><th>${t("col.outcome")}</th>
      <th>${t("col.started")}</th><th class="right">${t("col.took")}</th><th class="right">${t("col.rows")}</th><th class="right">${t("col.copied")}</th></tr></thead>
    <tbody>${runs.map((run) => html`<${Row} key=${run.id} run=${run} chosen=${chosen} onChoose=${onChoose} />`)}</tbody>
  </table></div>`;
}

function Row({ run, chosen, onChoose }) {
  const took = run.durationSeconds ?? (run.endedAt ? (Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 1000 : run.progress?.elapsedSeconds);
  return html`<tr>
    ${onChoose
      ? html`<td class="pick"><input type="checkbox" checked=${chosen.includes(run.id)} aria-label=${t("compare.pick", name(run) + " " + date(run.startedAt))}
          disabled=${chosen.length >= 2 && !chosen.includes(run.id)} onChange=${() => onChoose(run.id)} /></td>`
      : null}
    <th scope="row"><a class="name" href=${address("migrations", run.id)} dir="auto">${name(run)}</a></th>
    <td data-label=${t("col.outcome")}><${StateBadge} migration=${run} /></td>
    <td class="num" data-label=${t("col.started")}>${date(run.startedAt)}</td>
    <td class="right num" data-label=${t("col.took")}>${duration(took)}</td>
    <td class="right num" data-label=${t("col.rows")}>${short(run.progress?.rowsCopied)}</td>
    <td class="right num" data-label=${t("col.copied")}>${percent(copied(run.progress), 0)}</td>
  </tr>`;
}
