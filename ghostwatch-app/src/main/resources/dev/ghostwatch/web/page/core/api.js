// Calls to the agent. Everything goes to this host; problems (RFC 9457) become errors with a text for people.
import { language } from "./i18n.js";

const BASE = "/api/v1";
let csrf = null;

/** What an RFC 9457 document says, or that the agent could not be reached (status 0). */
export class Problem extends Error {
  constructor(status, title, detail) {
    super(detail || title);
    this.status = status;
    this.title = title;
  }
}

export function useCsrf(token) {
  csrf = token;
}

/** A migration's id as one segment of a path: it may hold percent signs of its own. */
export const segment = encodeURIComponent;

export function query(parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return given.length ? "?" + new URLSearchParams(given) : "";
}

async function call(method, path, { body, type, signal } = {}) {
  const headers = { Accept: "application/json" };
  if (body !== undefined) {
    headers["Content-Type"] = type || "application/json";
  }
  if (method !== "GET" && csrf) {
    headers["X-CSRF-Token"] = csrf;
  }
  const content = body === undefined || type ? body : JSON.stringify(body);
  let answer;
  try {
    answer = await fetch(BASE + path, { method, headers, body: content, signal, credentials: "same-origin" });
  } catch (error) {
    if (error.name === "AbortError") {
      throw error;
    }
    throw new Problem(0, "unreachable", null);
  }
  if (!answer.ok) {
    const said = await answer.json().catch(() => ({}));
    throw new Problem(answer.status, said.title || answer.statusText || String(answer.status), said.detail);
  }
  const next = /<([^>]+)>\s*;\s*rel="?next"?/.exec(answer.headers.get("Link") || "");
  const value = answer.status === 204 ? null : await answer.json();
  if (next && Array.isArray(value)) {
    value.next = next[1].replace(BASE, "");
  }
  return value;
}

export const get = (path, options) => call("GET", path, options);
export const post = (path, body, options) => call("POST", path + withLanguage(path), { body, ...options });
export const remove = (path) => call("DELETE", path + withLanguage(path));

/** Refusals come back in the language of whoever is refused. */
function withLanguage(path) {
  return (path.includes("?") ? "&" : "?") + "lang=" + language();
}
