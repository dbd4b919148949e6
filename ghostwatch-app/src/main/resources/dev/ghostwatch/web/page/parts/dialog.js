// The browser's own dialog: it keeps the focus inside, closes with Escape and gives the focus back.
import { html, useEffect, useRef } from "../core/dom.js";
import { t } from "../core/i18n.js";

export function Dialog({ title, onClose, children, tone = "" }) {
  const ref = useRef(null);
  useEffect(() => {
    const dialog = ref.current;
    dialog.showModal();
    return () => dialog.close();
  }, []);
  const cancelled = (event) => {
    event.preventDefault();
    onClose();
  };
  return html`<dialog ref=${ref} class=${"dialog " + tone} aria-labelledby="dialog-title" onCancel=${cancelled}
      onClick=${(event) => event.target === ref.current && onClose()}>
    <div class="dialog-body">
      <header><h2 id="dialog-title">${title}</h2>
        <button type="button" class="quiet" aria-label=${t("close")} onClick=${onClose}>✕</button></header>
      ${children}
    </div>
  </dialog>`;
}

/** What went wrong, in the agent's words where it had any. */
export function Trouble({ problem }) {
  if (!problem) {
    return null;
  }
  const text = problem.status === 0 ? t("trouble.unreachable") : problem.message;
  return html`<p class="trouble" role="alert">${text}</p>`;
}
