// The agent itself: how it is, and its configuration as it is in force. Nothing can be changed here.
import { get } from "../core/api.js";
import { html, useEffect, useState } from "../core/dom.js";
import { t } from "../core/i18n.js";
import { useStore } from "../core/store.js";
import { Trouble } from "../parts/dialog.js";
import { askLogin } from "./login.js";

export function View() {
  const { connection, session } = useStore();
  const [health, setHealth] = useState(null);
  const [config, setConfig] = useState(null);
  const [problem, setProblem] = useState(null);
  useEffect(() => {
    get("/agent").then(setHealth).catch(setProblem);
    get("/agent/config").then((read) => { setConfig(read); setProblem(null); }).catch(setProblem);
  }, [connection.connected, session?.user]);
  return html`<h1>${t("nav.agent")}</h1>
    <${Trouble} problem=${problem} />${problem?.status === 401 ? html`<p><button type="button" onClick=${askLogin}>${t("login")}</button></p>` : null}
    <div class="two">
      ${health ? html`<section class="card"><h2>${t("agent.state")}</h2><${Tree} value=${health} /></section>` : null}
      ${config ? html`<section class="card"><h2>${t("agent.config")}</h2><p class="hint">${t("agent.configHint")}</p><${Tree} value=${config} /></section>` : null}
    </div>`;
}

/** Any document, with the names it has: they are those of the configuration file and of the API. */
function Tree({ value }) {
  return html`<ul class="tree mono">${Object.entries(value).map(([key, inner]) => html`<li key=${key}><span class="key">${Array.isArray(value) ? "–" : key + ":"}</span> ${
    inner === null ? html`<span class="hint">${t("unknown")}</span>` : typeof inner === "object" ? (Object.keys(inner).length ? html`<${Tree} value=${inner} />` : html`<span class="hint">${t("none")}</span>`) : html`<span dir="auto">${String(inner)}</span>`}</li>`)}</ul>`;
}
