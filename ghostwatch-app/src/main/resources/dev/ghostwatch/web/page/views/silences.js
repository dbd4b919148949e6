import { get, remove } from "../core/api.js";
import { html, useEffect, useState } from "../core/dom.js";
import { duration, time } from "../core/format.js";
import { t, word } from "../core/i18n.js";
import { now, useStore } from "../core/store.js";
import { Trouble } from "../parts/dialog.js";
import { Icon } from "../parts/icons.js";
import { say } from "../parts/toast.js";
import { askLogin } from "./login.js";
import { SilenceDialog } from "./silencedialog.js";
import { begin } from "./steer.js";

const ORDER = ["active", "pending", "expired"];

export function View() {
  const { connection } = useStore();
  const [list, setList] = useState(null);
  const [problem, setProblem] = useState(null);
  const [adding, setAdding] = useState(false);
  const load = () => get("/silences").then((read) => { setList(read); setProblem(null); }).catch(setProblem);
  useEffect(() => void load(), [connection.connected]);
  const expire = (silence) => begin(async () => {
    try {
      await remove("/silences/" + encodeURIComponent(silence.id));
      say(t("silence.expired"));
      load();
    } catch (refused) {
      refused.status === 401 ? askLogin() : setProblem(refused);
    }
  });
  const shown = list && [...list].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || Date.parse(b.startsAt) - Date.parse(a.startsAt));
  return html`<div class="bar"><h1>${t("nav.silences")}</h1><p class="summary">${t("silences.hint")}</p>
      <button type="button" class="primary" onClick=${() => begin(() => setAdding(true))}><${Icon} name="plus" />${t("silence.new")}</button></div>
    <${Trouble} problem=${problem} />
    ${shown === null ? (problem ? null : html`<p class="hint" role="status">${t("loading")}</p>`) : shown.length
      ? html`<section class="card"><ul class="list">${shown.map((silence) => html`<li class="alert" key=${silence.id}>
          <div><p class="what"><span class=${"badge " + (silence.state === "active" ? "go" : "plain")}>${word("silence.state." + silence.state, silence.state)}</span>
            <code dir="auto">${(silence.matchers ?? []).join(", ")}</code></p><p dir="auto">${silence.comment}</p></div>
          ${silence.state !== "expired" ? html`<div><button type="button" onClick=${() => expire(silence)}>${t("silence.expire")}</button></div>` : null}
          <p class="foot"><span dir="auto">${silence.author}</span><span>${t("silence.span", time(silence.startsAt), time(silence.endsAt))}</span>
            ${silence.state === "active" ? html`<span>${t("silence.left", duration((Date.parse(silence.endsAt) - now()) / 1000))}</span>` : null}</p></li>`)}</ul></section>`
      : html`<p class="empty">${t("silences.none")}</p>`}
    ${adding ? html`<${SilenceDialog} matchers=${[]} onClose=${(done) => { setAdding(false); done && load(); }} />` : null}`;
}
