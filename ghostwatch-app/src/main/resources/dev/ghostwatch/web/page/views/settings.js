// The settings of a run: what each is, means and may become. A change is looked at (old → new) before it is sent.
import { get } from "../core/api.js";
import { html, useEffect, useState } from "../core/dom.js";
import { t, word } from "../core/i18n.js";
import { Dialog, Trouble } from "../parts/dialog.js";
import { Icon } from "../parts/icons.js";
import { condition } from "../parts/state.js";
import { CommandDialog, begin } from "./steer.js";

export function Settings({ run, migration }) {
  const [settings, setSettings] = useState(null);
  const [problem, setProblem] = useState(null);
  const [edited, setEdited] = useState(null);
  const [wanted, setWanted] = useState(null);
  const load = () => get(run.path("/settings")).then((read) => { setSettings(read); setProblem(null); }).catch(setProblem);
  // The stream says when a setting has changed, whoever changed it.
  const seen = JSON.stringify(migration.settings);
  useEffect(() => void load(), [seen, run.id]);
  const live = ["running", "throttled", "postponed", "starting"].includes(condition(migration));
  const done = (result) => {
    setWanted(null);
    if (result) {
      setEdited(null);
      load();
    }
  };
  return html`<section class="card flush settings">
    <table class="rows plain"><caption class="sr">${t("settings")}</caption>
      <thead><tr><th>${t("settings")}</th><th>${t("settings.value")}</th><th>${t("settings.default")}</th>${live ? html`<th><span class="sr">${t("settings.change")}</span></th>` : null}</tr></thead>
      <tbody>${(settings ?? []).map((setting) => html`<tr key=${setting.name} data-setting=${setting.name}>
        <th scope="row">${setting.name}<span class="sub">${word("setting." + setting.name, setting.meaning)}</span></th>
        <td class=${"value" + (differs(setting) ? " changed" : "")} data-label=${t("settings.value")} dir="auto">${shown(setting.value)}</td>
        <td class="hint" data-label=${t("settings.default")}>${shown(setting.default)}</td>
        ${live ? html`<td class="right">${setting.changeable
          ? html`<button type="button" class="quiet" aria-label=${t("settings.edit", setting.name)} title=${t("settings.edit", setting.name)} onClick=${() => begin(() => setEdited(setting))}><${Icon} name="edit" /></button>`
          : null}</td>` : null}
      </tr>`)}</tbody></table>
    <${Trouble} problem=${problem} />
    ${edited && !wanted ? html`<${Edit} setting=${edited} onClose=${() => setEdited(null)} onWanted=${(value) => setWanted({ command: "set", setting: edited.name, value })} />` : null}
    ${wanted ? html`<${CommandDialog} run=${run} migration=${migration} wanted=${wanted} onClose=${done} />` : null}
  </section>`;
}

const shown = (value) => (value === null || value === undefined ? "–" : value === "" ? html`<span class="hint">${t("change.empty")}</span>` : breakable(String(value)));
/** A long value goes to the next line after a sign of its own rather than within a word. */
const breakable = (text) => text.split(/(?<=[_=,/])/).map((part, i) => (i ? [html`<wbr />`, part] : part));
const differs = ({ value, default: usual }) => value !== null && value !== undefined && usual !== null && usual !== undefined && Number(value) !== Number(usual) && String(value) !== String(usual);

function Edit({ setting, onClose, onWanted }) {
  const [value, setValue] = useState(setting.value ?? "");
  const submit = (event) => {
    event.preventDefault();
    onWanted(value.trim());
  };
  return html`<${Dialog} title=${t("settings.edit", setting.name)} onClose=${onClose}>
    <form class="form" onSubmit=${submit}>
      <p>${word("setting." + setting.name, setting.meaning)}</p>
      <label>${t("settings.new")}<input name="value" value=${value} autocomplete="off" spellcheck=${false} autofocus onInput=${(event) => setValue(event.target.value)} /></label>
      ${setting.advice ? html`<p class="hint advice">${word("advice." + setting.name, setting.advice)}</p>` : null}
      <footer><button type="button" onClick=${onClose}>${t("cancel")}</button>
        <button type="submit" class="primary" disabled=${value.trim() === String(setting.value ?? "")}>${t("settings.preview")}</button></footer>
    </form>
  <//>`;
}
