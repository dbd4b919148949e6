import { html } from "../core/dom.js";
import { seconds } from "../core/format.js";
import { t } from "../core/i18n.js";

const WIDTH = 96;
const HEIGHT = 20;

/** The lag of the last minute as a line. The scale goes up to the limit at least, so that small ripples look small. */
export function Spark({ values, limit, current }) {
  const known = (values ?? []).filter((value) => value !== null);
  const top = Math.max(limit ?? 0, ...known, 0.001);
  const step = WIDTH / Math.max(1, (values?.length ?? 1) - 1);
  let path = "";
  let drawing = false;
  (values ?? []).forEach((value, i) => {
    if (value === null) {
      drawing = false;
      return;
    }
    path += (drawing ? "L" : "M") + (i * step).toFixed(1) + " " + (HEIGHT - 1.5 - (value / top) * (HEIGHT - 3)).toFixed(1);
    drawing = true;
  });
  const over = limit && current > limit;
  return html`<span class=${"spark" + (over ? " over" : "")}>
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true" focusable="false"><path d=${path} /></svg>
    <span class="figure" title=${limit ? t("lag.limit", seconds(limit)) : null}>${seconds(current)}</span>
  </span>`;
}
