// What the page knows, in one place; views are told when it changes.
import { get, useCsrf } from "./api.js";
import { useEffect, useState } from "./dom.js";
import { onLanguage } from "./i18n.js";
import { onPlace } from "./router.js";
import { Stream } from "./stream.js";
import { worstLag } from "../parts/state.js";

const ENDED_SHOWN = 50;
const SPARK_POINTS = 60;
const listeners = new Set();
const sampleListeners = new Set();
let newest = 0;

export const state = {
  /** id → migration document; those that run, and those that ended while the page was open. */
  migrations: new Map(),
  /** id → the last lags, for the small chart of the list: plain numbers. */
  sparks: new Map(),
  /** Ended runs, newest first; null before they were asked for. */
  history: null,
  alerts: { firing: null, worst: null },
  connection: { connected: false, first: true },
  session: null,
  /** What kept the list from being read. */
  trouble: null,
  loaded: false,
};

export function change(changes) {
  Object.assign(state, changes);
  listeners.forEach((listener) => listener());
}

/** Makes a view draw again when anything it may show has changed. */
export function useStore() {
  const [, draw] = useState(0);
  useEffect(() => {
    const again = () => draw((count) => count + 1);
    listeners.add(again);
    const ends = [onLanguage(again), onPlace(again)];
    return () => {
      listeners.delete(again);
      ends.forEach((end) => end());
    };
  }, []);
  return state;
}

/** Calls the listener with {documents} on each live message, and with {gap: true} when the stream is back after a break. */
export function onSamples(listener) {
  sampleListeners.add(listener);
  return () => sampleListeners.delete(listener);
}

const tell = (message) => sampleListeners.forEach((listener) => listener(message));

const stream = new Stream("/api/v1/stream?migrations=all", {
  onState(message) {
    if (message.whole) {
      forgetAllBut(message.migrations);
    }
    message.migrations.forEach(take);
    (message.gone ?? []).forEach((id) => {
      state.migrations.delete(id);
      state.sparks.delete(id);
    });
    tell({ documents: message.migrations });
    change({ alerts: message.alerts ?? state.alerts, loaded: true, trouble: null });
  },
  onLog: (message) => tell({ log: message }),
  onConnection(connection) {
    const back = connection.connected && !state.connection.connected && !state.connection.first;
    change({ connection: { ...connection, first: connection.connected ? false : state.connection.first } });
    if (back) {
      tell({ gap: true });
      loadSession();
      loadHistory();
    }
  },
});

const keyOf = (document) => document.id ?? document.endpoint;
const isRunning = (document) => ["running", "starting"].includes(document?.lifecycle);

/** A message that holds everything: what is not in it is gone. */
function forgetAllBut(documents) {
  const there = new Set(documents.map(keyOf));
  [...state.migrations.keys()].filter((key) => !there.has(key)).forEach((key) => {
    state.migrations.delete(key);
    state.sparks.delete(key);
  });
}

/** The newest time anybody has told: the agent's clock may be ahead of this browser's, in the demo by hours. */
export const now = () => Math.max(Date.now(), newest);

function take(document) {
  newest = Math.max(newest, Date.parse(document.observedAt) || 0);
  const key = keyOf(document);
  if (isRunning(state.migrations.get(key)) && !isRunning(document)) {
    loadHistory();
  }
  state.migrations.set(key, document);
  const spark = state.sparks.get(key) ?? [];
  spark.push(worstLag(document));
  state.sparks.set(key, spark.slice(-SPARK_POINTS));
}

/** The list first by an ordinary request, which says what is wrong when something is; then the stream. */
export async function start() {
  loadSession();
  try {
    (await get("/migrations?state=running&limit=200")).forEach(take);
    change({ loaded: true, trouble: null });
  } catch (problem) {
    change({ trouble: problem, loaded: problem.status !== 0 });
  }
  stream.open();
  await loadHistory();
}

export const reconnect = () => stream.again();

export async function loadSession() {
  try {
    const session = await get("/session");
    useCsrf(session.csrf ?? null);
    change({ session });
  } catch (problem) {
    change({ session: state.session ?? { user: null, role: null, trouble: problem } });
  }
}

export async function loadHistory() {
  try {
    change({ history: await get("/history?limit=" + ENDED_SHOWN) });
  } catch (problem) {
    if (problem.status !== 0) {
      change({ history: [] });
    }
  }
}

/** Whether this person may steer, as far as the page knows; the agent decides. */
export const maySteer = () => state.session?.steering === "open" || ["operator", "admin"].includes(state.session?.role);
