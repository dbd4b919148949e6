import { post, useCsrf } from "../core/api.js";
import { html, useState } from "../core/dom.js";
import { t } from "../core/i18n.js";
import { change, loadSession } from "../core/store.js";
import { Dialog, Trouble } from "../parts/dialog.js";

/** Asks for a login from anywhere: a refused command does this. */
export function askLogin() {
  loadSession();
  dispatchEvent(new Event("ghostwatch-login"));
}

export function LoginDialog({ onClose }) {
  const [problem, setProblem] = useState(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event) => {
    event.preventDefault();
    const fields = new FormData(event.target);
    setBusy(true);
    try {
      const session = await post("/session", { user: fields.get("user"), password: fields.get("password") });
      useCsrf(session.csrf ?? null);
      change({ session });
      onClose();
    } catch (refused) {
      setProblem(refused);
      setBusy(false);
    }
  };
  return html`<${Dialog} title=${t("login")} onClose=${onClose}>
    <form onSubmit=${submit} class="form">
      <p class="hint">${t("login.hint")}</p>
      <label>${t("login.user")}<input name="user" autocomplete="username" required autofocus /></label>
      <label>${t("login.password")}<input name="password" type="password" autocomplete="current-password" required /></label>
      <${Trouble} problem=${problem} />
      <footer><button type="submit" class="primary" disabled=${busy}>${t("login")}</button></footer>
    </form>
  <//>`;
}
