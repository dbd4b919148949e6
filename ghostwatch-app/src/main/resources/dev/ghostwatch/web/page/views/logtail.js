// The end of gh-ost's own log, where the agent knows one. Lines are shown as text, whatever is in them.
import { get } from "../core/api.js";
import { html, useEffect, useRef, useState } from "../core/dom.js";
import { t } from "../core/i18n.js";

const LINES = 200;
const EVERY = 4000;
const NONE = 404;

export function LogTail({ run }) {
  const [open, setOpen] = useState(false);
  const [log, setLog] = useState(null);
  const [problem, setProblem] = useState(null);
  const box = useRef(null);
  // A run whose log nobody reads has none to show; an ended one may have one yet.
  const known = run.document?.lifecycle !== "running" || (run.document.sources ?? []).some((source) => source.source === "log");
  useEffect(() => {
    if (!open || !known) {
      return undefined;
    }
    const load = () => document.hidden || get(run.path("/log?lines=" + LINES)).then((read) => { setLog(read); setProblem(null); }).catch(setProblem);
    load();
    const timer = setInterval(load, EVERY);
    return () => clearInterval(timer);
  }, [open, known, run.id]);
  useEffect(() => {
    const element = box.current;
    if (element && (element.dataset.began !== "yes" || element.scrollHeight - element.scrollTop - element.clientHeight < 60)) {
      element.scrollTop = element.scrollHeight;
      element.dataset.began = "yes";
    }
  }, [log]);
  return html`<section class="card span"><details onToggle=${(event) => setOpen(event.target.open)}>
    <summary><h2 class="inline">${t("log")}</h2></summary>
    ${!known ? html`<p class="hint">${t("log.none")}</p>` : problem ? html`<p class="hint">${problem.status === NONE ? t("log.none") : problem.message}</p>` : null}
    ${log ? html`<p class="sub mono" dir="auto">${log.path}</p>
      <pre class="tail" ref=${box} tabindex="0" aria-label=${t("log")}>${log.lines.map((line, i) => html`<span key=${i} class=${tone(line)}>${line + "\n"}</span>`)}</pre>` : null}
  </details></section>`;
}

function tone(line) {
  return /\b(ERROR|FATAL)\b/.test(line) ? "bad" : /\bWARN/.test(line) ? "warn" : "";
}
