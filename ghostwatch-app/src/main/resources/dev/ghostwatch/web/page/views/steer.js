// Buttons that change a run. Each says first what it would do; nothing is sent before it is confirmed.
import { post } from "../core/api.js";
import { html, useEffect, useState } from "../core/dom.js";
import { name } from "../core/format.js";
import { t } from "../core/i18n.js";
import { maySteer, state } from "../core/store.js";
import { Dialog, Trouble } from "../parts/dialog.js";
import { Icon } from "../parts/icons.js";
import { condition } from "../parts/state.js";
import { say } from "../parts/toast.js";
import { askLogin } from "./login.js";

/** These change settings by steps of the agent's: it is asked beforehand what they would become. */
const PREVIEWED = ["set", "slow-down", "speed-up"];
const LOGIN_NEEDED = 401;

export function Steer({ run, migration }) {
  const [wanted, setWanted] = useState(null);
  const how = condition(migration);
  const byHand = how === "throttled" && migration.throttle?.kind === "user-command";
  const button = (command, icon, tone = "") => html`<button type="button" class=${tone} data-command=${command} onClick=${() => begin(() => setWanted({ command }))}>
    <${Icon} name=${icon} />${t("command." + command)}</button>`;
  return html`<div class="steer" role="group" aria-label=${t("steer")}>
    ${byHand ? button("resume", "running", "primary") : button("throttle", "throttled")}
    ${button("slow-down", "slower")}${button("speed-up", "faster")}
    ${how === "postponed" ? button("cut-over", "switch", "primary") : button("postpone", "postponed")}
    <span class="gap"></span>
    ${button("panic", "stop", "danger")}
    ${wanted ? html`<${CommandDialog} run=${run} migration=${migration} wanted=${wanted} onClose=${() => setWanted(null)} />` : null}
  </div>`;
}

/** Who is not logged in is asked to, and finds the button again afterwards. */
export function begin(action) {
  if (maySteer() || state.session?.user) {
    action();
  } else {
    askLogin();
  }
}

/**
 * Asks before a command is sent.
 *
 * wanted: {command, setting, value}
 */
export function CommandDialog({ run, migration, wanted, onClose }) {
  const [preview, setPreview] = useState(null);
  const [problem, setProblem] = useState(null);
  const [busy, setBusy] = useState(false);
  const [typed, setTyped] = useState("");
  const { command } = wanted;
  const previewed = PREVIEWED.includes(command);
  const dangerous = command === "panic";
  const send = (dryRun) => post(run.path("/commands"), { ...wanted, dryRun, confirm: dangerous ? typed : command === "cut-over" ? migration.table : undefined });
  const failed = (refused) => {
    setBusy(false);
    if (refused.status === LOGIN_NEEDED) {
      onClose();
      askLogin();
    } else {
      setProblem(refused);
    }
  };
  useEffect(() => {
    if (previewed) {
      send(true).then(setPreview).catch(failed);
    }
  }, []);
  const confirm = async (event) => {
    event.preventDefault();
    setBusy(true);
    try {
      const done = await send(false);
      say(done.text || t("command.sent", t("command." + command)));
      onClose(done);
    } catch (refused) {
      failed(refused);
    }
  };
  const ready = !busy && (!previewed || preview) && (!dangerous || typed === migration.table);
  return html`<${Dialog} title=${t("command." + command + ".title", wanted.setting ?? name(migration))} onClose=${() => onClose(null)}>
    <form class="form" onSubmit=${confirm}>
      <p>${t("command." + command + ".does", name(migration))}</p>
      ${preview ? html`<${Preview} preview=${preview} />` : previewed && !problem ? html`<p class="hint" role="status">${t("command.asking")}</p>` : null}
      ${dangerous
        ? html`<label>${t("command.panic.type", migration.table)}<input value=${typed} autocomplete="off" spellcheck=${false} name="confirm" autofocus
            onInput=${(event) => setTyped(event.target.value)} /></label>`
        : null}
      <${Trouble} problem=${problem} />
      <footer><button type="button" onClick=${() => onClose(null)}>${t("cancel")}</button>
        <button type="submit" class=${"primary" + (dangerous ? " danger" : "")} disabled=${!ready} autofocus=${!dangerous}>${t("command." + command)}</button></footer>
    </form>
  <//>`;
}

/** What it is and what it would be; a step changes several settings. */
function Preview({ preview }) {
  const changes = preview.changes?.length ? preview.changes : [preview];
  return html`${changes.map((one) => html`<div key=${one.sent}>
    ${isKnown(one.before) && isKnown(one.after)
      ? html`<div class="change"><span><small>${t("change.now")}</small><b dir="auto">${one.before === "" ? t("change.empty") : one.before}</b></span><span aria-hidden="true">→</span>
          <span><small>${t("change.then")}</small><b dir="auto">${one.after === "" ? t("change.empty") : one.after}</b></span></div>`
      : html`<p dir="auto">${one.text}</p>`}
    ${one.sent ? html`<p class="sub">${t("change.sent")} <code>${one.sent}</code></p>` : null}
  </div>`)}`;
}

const isKnown = (value) => value !== null && value !== undefined;
