import { html } from "../core/dom.js";
import { copied, estimateIsWrong, percent, rowsOf, whole } from "../core/format.js";
import { t } from "../core/i18n.js";
import { condition } from "./state.js";

/** A bar with its figure. A copy whose estimate was too low goes beyond 100: the bar stops there, the figure does not. */
export function Progress({ migration, large = false }) {
  const value = copied(migration.progress);
  const rows = migration.progress;
  const label = value === null ? estimateIsWrong(rows) ? rowsOf(rows) : t("progress.unknown") : t("progress.label", percent(value), whole(rows?.rowsCopied), whole(rows?.rowsEstimate));
  return html`<div class=${"progress " + condition(migration) + (large ? " large" : "")}>
    <progress max="100" value=${Math.min(100, value ?? 0)} aria-label=${label}></progress>
    <span class="figure">${percent(value)}</span>
  </div>`;
}
