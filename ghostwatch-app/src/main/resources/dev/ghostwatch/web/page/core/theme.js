// Light, dark, or as the system has it.
import { keep, read } from "./i18n.js";

const KEY = "ghostwatch.theme";
const listeners = new Set();
const system = matchMedia("(prefers-color-scheme: dark)");
system.addEventListener("change", tell);

function tell() {
  listeners.forEach((listener) => listener());
}

export function onTheme(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const theme = () => read(KEY) || "system";
export const isDark = () => (theme() === "system" ? system.matches : theme() === "dark");

export function useTheme(wanted) {
  keep(KEY, wanted);
  apply();
  tell();
}

export function apply() {
  const wanted = theme();
  if (wanted === "system") {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = wanted;
  }
}

/** What a colour variable is now, in a form that a canvas takes. */
export function colour(variable) {
  const probe = document.createElement("i");
  probe.hidden = true;
  probe.style.color = "var(" + variable + ")";
  document.body.append(probe);
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}
