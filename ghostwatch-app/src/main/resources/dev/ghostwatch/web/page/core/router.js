// Where the page is, kept behind the # of the address: a reload and a sent link come back to the same place.
const listeners = new Set();

/** {name, id, query}: "#/migrations/ID?tab=log" is {name: "migrations", id: "ID", query: {tab: "log"}}. */
export function place() {
  const [path, search = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const [name, ...rest] = path.split("/");
  return { name: name || "fleet", id: decode(rest.join("/")), query: Object.fromEntries(new URLSearchParams(search)) };
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function address(name, id = "", query = {}) {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value)).toString();
  return "#/" + name + (id ? "/" + encodeURIComponent(id) : "") + (search ? "?" + search : "");
}

/** Changes what stands behind the question mark without a new step in the browser's history. */
export function remember(changes) {
  const { name, id, query } = place();
  history.replaceState(null, "", address(name, id, { ...query, ...changes }));
  tell();
}

export function onPlace(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell() {
  listeners.forEach((listener) => listener());
}

addEventListener("hashchange", tell);
