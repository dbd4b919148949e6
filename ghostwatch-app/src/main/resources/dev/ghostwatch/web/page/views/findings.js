import { html } from "../core/dom.js";
import { t } from "../core/i18n.js";
import { SeverityBadge } from "../parts/state.js";

/** What the agent makes of the figures: what is wrong, how it knows, what to do. */
export function Findings({ migration }) {
  const findings = migration.findings ?? [];
  return html`<section class="card"><h2>${t("findings")}</h2>
    ${findings.length
      ? html`<ul class="list">${findings.map((finding) => html`<li class="finding" key=${finding.rule + finding.title}>
          <p><${SeverityBadge} severity=${finding.severity} /> <b dir="auto">${finding.title}</b> <span class="hint">${finding.rule}</span></p>
          <ul class="evidence">${(finding.evidence ?? []).map((line) => html`<li dir="auto">${line}</li>`)}</ul>
          ${finding.cause ? html`<p dir="auto">${finding.cause}</p>` : null}
          ${finding.advice ? html`<p class="advice" dir="auto">${finding.advice}</p>` : null}
          ${finding.command ? html`<p class="command mono" dir="auto">${finding.command}</p>` : null}</li>`)}</ul>`
      : html`<p class="hint">${t("findings.none")}</p>`}
  </section>`;
}
