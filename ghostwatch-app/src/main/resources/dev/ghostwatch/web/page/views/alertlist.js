// Alerts that fire, each with what holds it back and the way to silence it.
import { html, useState } from "../core/dom.js";
import { duration, time } from "../core/format.js";
import { language, t } from "../core/i18n.js";
import { address } from "../core/router.js";
import { now } from "../core/store.js";
import { Icon } from "../parts/icons.js";
import { SeverityBadge } from "../parts/state.js";
import { SilenceDialog } from "./silencedialog.js";
import { begin } from "./steer.js";

export function AlertList({ alerts, onChanged = () => {} }) {
  const [wanted, setWanted] = useState(null);
  return html`<ul class="list alerts">${alerts.map((alert) => html`<${Alert} key=${alert.fingerprint + alert.startsAt} alert=${alert} onSilence=${() => begin(() => setWanted(alert))} />`)}</ul>
    ${wanted ? html`<${SilenceDialog} matchers=${matchersOf(wanted)} onClose=${(done) => { setWanted(null); done && onChanged(); }} />` : null}`;
}

function Alert({ alert, onSilence }) {
  const text = alert.texts?.[language()] ?? alert.texts?.en ?? {};
  const held = (alert.silencedBy?.length ?? 0) + (alert.inhibitedBy?.length ?? 0) + (alert.mutedBy?.length ?? 0);
  const fires = alert.status !== "resolved";
  const end = alert.endsAt ? Date.parse(alert.endsAt) : now();
  return html`<li class="alert" data-alert=${alert.name}>
    <div><p class="what"><${SeverityBadge} severity=${alert.severity} /><b dir="auto">${text.title ?? alert.name}</b>
      ${!fires ? html`<span class="badge plain">${t("alert.resolved")}</span>` : held ? html`<span class="badge plain"><${Icon} name="silenced" />${t(alert.silencedBy?.length ? "alert.silenced" : "alert.held")}</span>` : null}</p>
      <p dir="auto">${text.message}</p></div>
    ${fires && !alert.silencedBy?.length ? html`<div><button type="button" onClick=${onSilence}>${t("alert.silence")}</button></div>` : null}
    <p class="foot"><span>${alert.name}</span>
      ${alert.migration ? html`<a href=${address("migrations", alert.migration)} dir="auto">${alert.migration}</a>` : null}
      <span>${t("alert.since", time(alert.startsAt), duration(Math.max(0, (end - Date.parse(alert.startsAt)) / 1000)))}</span>
      ${alert.receivers?.length ? html`<span>${t("alert.told", alert.receivers.join(t("comma")))}</span>` : null}</p>
  </li>`;
}

/** A silence for this alert of this migration; whoever wants more takes conditions away. */
function matchersOf(alert) {
  return ["alertname", "migration"].filter((label) => alert.labels?.[label]).map((label) => label + "=" + JSON.stringify(alert.labels[label]));
}
