// Views beyond the first are loaded when somebody goes there: the list is on screen sooner.
import { html, useEffect, useState } from "../core/dom.js";
import { t } from "../core/i18n.js";
import { Trouble } from "../parts/dialog.js";

const LOADERS = {
  migration: () => import("./migration.js"),
  alerts: () => import("./alerts.js"),
  silences: () => import("./silences.js"),
  history: () => import("./history.js"),
  compare: () => import("./compare.js"),
  analysis: () => import("./analysis.js"),
  agent: () => import("./agent.js"),
};

export function Lazy({ name, ...given }) {
  const [loaded, setLoaded] = useState(null);
  useEffect(() => {
    let wanted = true;
    LOADERS[name]()
      .then((module) => wanted && setLoaded({ View: module.View }))
      .catch(() => wanted && setLoaded({ problem: { status: 0 } }));
    return () => (wanted = false);
  }, [name]);
  if (loaded?.problem) {
    return html`<${Trouble} problem=${loaded.problem} />`;
  }
  return loaded ? html`<${loaded.View} ...${given} />` : html`<p class="hint" role="status">${t("loading")}</p>`;
}
