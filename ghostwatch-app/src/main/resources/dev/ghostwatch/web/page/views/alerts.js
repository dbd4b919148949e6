import { get, query } from "../core/api.js";
import { html, useEffect, useState } from "../core/dom.js";
import { t } from "../core/i18n.js";
import { place, remember } from "../core/router.js";
import { useStore } from "../core/store.js";
import { Trouble } from "../parts/dialog.js";
import { AlertList } from "./alertlist.js";

const EVERY = 10000;
const WEIGHT = { critical: 0, error: 1, warning: 2, info: 3 };

export function View() {
  const { alerts, connection } = useStore();
  const past = place().query.show === "past";
  const [list, setList] = useState(null);
  const [problem, setProblem] = useState(null);
  const load = () => get(past ? "/alerts/history" + query({ limit: 200 }) : "/alerts").then((read) => { setList(read); setProblem(null); }).catch(setProblem);
  useEffect(() => {
    load();
    const timer = setInterval(() => document.hidden || load(), EVERY);
    return () => clearInterval(timer);
  }, [past, alerts.firing, connection.connected]);
  const shown = past ? list : list && [...list].sort((a, b) => (a.state === "suppressed") - (b.state === "suppressed") || WEIGHT[a.severity] - WEIGHT[b.severity]);
  const tab = (name, wanted) => html`<button type="button" aria-pressed=${past === wanted ? "true" : "false"} onClick=${() => { setList(null); remember({ show: wanted ? "past" : "" }); }}>${name}</button>`;
  return html`<div class="bar"><h1>${t("nav.alerts")}</h1><div class="tabs" role="group" aria-label=${t("nav.alerts")}>${tab(t("alerts.firing"), false)}${tab(t("alerts.past"), true)}</div></div>
    <${Trouble} problem=${problem} />
    ${shown === null ? (problem ? null : html`<p class="hint" role="status">${t("loading")}</p>`) : shown.length
      ? html`<section class="card"><${AlertList} alerts=${shown} onChanged=${load} /></section>`
      : html`<p class="empty">${t(past ? "alerts.nonePast" : "alerts.none")}</p>`}`;
}
