import { get, segment } from "../core/api.js";
import { html, useEffect, useState } from "../core/dom.js";
import { language, t } from "../core/i18n.js";
import { SeverityBadge } from "../parts/state.js";

/** Figures in the texts grow old, in milliseconds. */
const EVERY = 10000;

/** What the agent makes of the figures: what is wrong, how it knows, what to do. */
export function Findings({ migration }) {
  const findings = useInLanguage(migration);
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

/** The stream tells them in English, once for everybody; whoever reads another language asks for theirs when they change. */
function useInLanguage(migration) {
  const told = migration.findings ?? [];
  const wanted = language();
  const which = wanted === "en" || !migration.id ? "" : told.map((finding) => finding.rule).join();
  const [translated, setTranslated] = useState(null);
  useEffect(() => {
    if (!which) {
      return undefined;
    }
    const ended = new AbortController();
    const load = () =>
      get("/migrations/" + segment(migration.id) + "/findings?lang=" + wanted, { signal: ended.signal })
        .then((read) => setTranslated({ which, wanted, read }))
        .catch(() => setTranslated(null)); // then the English ones are shown
    load();
    const timer = setInterval(() => document.hidden || load(), EVERY);
    return () => {
      ended.abort();
      clearInterval(timer);
    };
  }, [which, wanted, migration.id]);
  return which && translated?.which === which && translated.wanted === wanted ? translated.read : told;
}
