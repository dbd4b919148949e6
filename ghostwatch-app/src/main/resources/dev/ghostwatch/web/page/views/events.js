import { html } from "../core/dom.js";
import { time } from "../core/format.js";
import { t, word } from "../core/i18n.js";
import { said } from "../parts/said.js";

const TONES = { error: "bad", failed: "bad", panic: "bad", "cut-over-failed": "bad", fatal: "bad", vanished: "bad", throttle: "warn", command: "go", settings: "go", setting: "go", succeeded: "good", resume: "good" };

/** What happened, newest first. */
export function Events({ events }) {
  return html`<section class="card"><h2>${t("events")}</h2>
    ${events.length
      ? html`<ol class="list scroll" tabindex="0" aria-label=${t("events")}>${events.map((event) => html`<li class="event" key=${event.at + event.type + event.text}>
          <time datetime=${event.at}>${time(event.at)}</time>
          <span dir="auto"><span class=${"badge plain " + (TONES[event.type] ?? "")}>${word("event." + event.type, event.type)}</span>${said(event)}${event.user ? html` <span class="hint">${event.user}</span>` : null}</span></li>`)}</ol>`
      : html`<p class="hint">${t("events.none")}</p>`}
  </section>`;
}
