// Texts in two languages; the choice is kept in this browser.
import en from "./en.js";
import zh from "./zh.js";

const TEXTS = { en, zh };
const KEY = "ghostwatch.language";
const listeners = new Set();
let current = remembered();

function remembered() {
  const kept = read(KEY);
  if (kept in TEXTS) {
    return kept;
  }
  return navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
}

/** Storage may be switched off; then a choice lasts as long as the page. */
export function read(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function keep(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch (error) {
    console.info("not kept for the next visit: " + key + " (" + error.name + ")");
  }
}

export const language = () => current;
export const locale = () => (current === "zh" ? "zh-CN" : "en-GB");

export function speak(code) {
  current = code;
  keep(KEY, code);
  document.documentElement.lang = code === "zh" ? "zh-CN" : "en";
  listeners.forEach((listener) => listener());
}

export function onLanguage(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The text of a key, with {0}, {1} … filled in. */
export function t(key, ...values) {
  const text = TEXTS[current][key] ?? TEXTS.en[key] ?? key;
  return text.replace(/\{(\d)\}/g, (_, index) => values[Number(index)] ?? "");
}

/** The text of a key when there is one, else what is given: words that a newer agent may know. */
export function word(key, otherwise) {
  return TEXTS[current][key] ?? TEXTS.en[key] ?? otherwise;
}
