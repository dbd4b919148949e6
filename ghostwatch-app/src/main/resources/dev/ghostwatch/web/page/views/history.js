// What has ended, newest first, page by page; two runs can be chosen for a comparison.
import { get, query } from "../core/api.js";
import { html, useEffect, useState } from "../core/dom.js";
import { t } from "../core/i18n.js";
import { address, place, remember } from "../core/router.js";
import { useStore } from "../core/store.js";
import { Trouble } from "../parts/dialog.js";
import { Icon } from "../parts/icons.js";
import { PastTable } from "./past.js";

const PAGE = 50;

export function View() {
  const { connection } = useStore();
  const { q = "", pick = "" } = place().query;
  const chosen = pick.split(" ").filter(Boolean);
  const [runs, setRuns] = useState(null);
  const [problem, setProblem] = useState(null);
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(() => {
      get("/history" + query({ q, limit: PAGE }), { signal: stop.signal })
        .then((read) => { setRuns(read); setProblem(null); })
        .catch((refused) => refused.name === "AbortError" || setProblem(refused));
    }, runs ? 250 : 0);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [q, connection.connected]);
  const more = async () => {
    try {
      const read = await get(runs.next);
      const all = [...runs, ...read];
      all.next = read.next;
      setRuns(all);
    } catch (refused) {
      setProblem(refused);
    }
  };
  const choose = (id) => remember({ pick: (chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]).join(" ") });
  return html`<div class="bar"><h1>${t("nav.history")}</h1><p class="summary">${t("history.compareHint")}</p>
      <button type="button" class="primary" disabled=${chosen.length !== 2} onClick=${() => (location.hash = address("compare", "", { a: chosen[0], b: chosen[1] }))}>${t("compare")}</button>
      <label class="search"><span class="sr">${t("fleet.search")}</span><${Icon} name="search" /><input type="search" value=${q} placeholder=${t("fleet.search")} onInput=${(event) => remember({ q: event.target.value })} /></label></div>
    <${Trouble} problem=${problem} />
    ${runs === null ? (problem ? null : html`<p class="hint" role="status">${t("loading")}</p>`) : runs.length
      ? html`<${PastTable} runs=${runs} chosen=${chosen} onChoose=${choose} />`
      : html`<p class="empty">${t("history.none")}</p>`}
    ${runs?.next ? html`<p><button type="button" onClick=${more}>${t("history.more")}</button></p>` : null}`;
}
