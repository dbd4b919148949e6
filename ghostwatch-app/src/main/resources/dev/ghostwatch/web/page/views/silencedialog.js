import { post } from "../core/api.js";
import { html, useState } from "../core/dom.js";
import { duration } from "../core/format.js";
import { t } from "../core/i18n.js";
import { state } from "../core/store.js";
import { Dialog, Trouble } from "../parts/dialog.js";
import { say } from "../parts/toast.js";
import { askLogin } from "./login.js";

const DURATIONS = [1800, 3600, 7200, 14400, 28800, 86400, 604800];
const USUAL = 7200;

export function SilenceDialog({ matchers, onClose }) {
  const [problem, setProblem] = useState(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event) => {
    event.preventDefault();
    const fields = new FormData(event.target);
    setBusy(true);
    try {
      await post("/silences", {
        matchers: fields.get("matchers").split("\n").map((line) => line.trim()).filter(Boolean),
        durationSeconds: Number(fields.get("duration")),
        comment: fields.get("comment"),
        author: fields.get("author"),
      });
      say(t("silence.done"));
      onClose(true);
    } catch (refused) {
      setBusy(false);
      if (refused.status === 401) {
        onClose(false);
        askLogin();
      } else {
        setProblem(refused);
      }
    }
  };
  return html`<${Dialog} title=${t("silence.title")} onClose=${() => onClose(false)}>
    <form class="form" onSubmit=${submit}>
      <label>${t("silence.matchers")}<textarea name="matchers" rows="3" class="mono" spellcheck=${false} required defaultValue=${matchers.join("\n")}></textarea></label>
      <p class="hint">${t("silence.matchers.hint")}</p>
      <label>${t("silence.for")}<select name="duration">${DURATIONS.map((long) => html`<option value=${long} selected=${long === USUAL}>${duration(long)}</option>`)}</select></label>
      <label>${t("silence.comment")}<input name="comment" required maxlength="500" autofocus /></label>
      <label>${t("silence.author")}<input name="author" required maxlength="100" defaultValue=${state.session?.user ?? ""} /></label>
      <${Trouble} problem=${problem} />
      <footer><button type="button" onClick=${() => onClose(false)}>${t("cancel")}</button><button type="submit" class="primary" disabled=${busy}>${t("alert.silence")}</button></footer>
    </form>
  <//>`;
}
