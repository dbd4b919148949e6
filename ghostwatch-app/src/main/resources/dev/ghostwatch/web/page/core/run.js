// Everything the page of one run shows that is not in its document: samples, bands, events; loaded once, kept up to date by the
// stream, and filled up after a break.
import { get, query, segment } from "./api.js";
import { useEffect, useRef, useState } from "./dom.js";
import { Series, sampleOf } from "./series.js";
import { onSamples, state } from "./store.js";

const POINTS = 1500;
const EVENTS = 100;
const BANDS = 2000;
/** With so many points in a stretch a plot shows all there is; shorter stretches (seconds) have no more. */
const ENOUGH = 200;
const SHORTEST = 60;

export class Run {
  constructor(id, tell) {
    this.id = id;
    this.tell = tell;
    this.series = new Series();
    this.bands = [];
    this.events = [];
    this.document = state.migrations.get(id) ?? null;
    this.problem = null;
    this.ready = false;
  }

  path(part = "") {
    return "/migrations/" + segment(this.id) + part;
  }

  async load() {
    try {
      this.document = await get(this.path());
      // A name is as good as an id in an address; from here on it is the id.
      this.id = this.document.id ?? this.id;
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
    this.tell();
    if (!this.problem) {
      await this.fill(null);
      this.ready = true;
      this.tell();
    }
  }

  /** Reads samples, bands and events; those since a moment (seconds), or all. */
  async fill(since) {
    const from = since === null ? null : new Date(since * 1000).toISOString();
    const parts = [
      get(this.path("/samples") + query({ from, points: POINTS })).then((answer) => this.series.merge(answer)),
      get(this.path("/throttling")).then((bands) => (this.bands = bands.map(asBand).slice(-BANDS))),
      get(this.path("/events") + query({ limit: EVENTS })).then((events) => (this.events = events)),
    ];
    const failed = (await Promise.allSettled(parts)).filter((part) => part.status === "rejected");
    this.partly = failed.length ? failed[0].reason : null;
  }

  /** Looks closer at a stretch of which the page holds few samples; the agent may have kept more. */
  async detail(from, to) {
    const held = this.series.at.filter((at) => at >= from && at <= to).length;
    const wanted = Math.round(from) + "-" + Math.round(to);
    if (held > ENOUGH || to - from < SHORTEST || this.looked === wanted) {
      return;
    }
    this.looked = wanted;
    const iso = (at) => new Date(at * 1000).toISOString();
    try {
      this.series.merge(await get(this.path("/samples") + query({ from: iso(from), to: iso(to), points: POINTS })));
    } catch (problem) {
      this.partly = problem;
    }
    this.tell();
  }

  take(document) {
    this.document = document;
    this.problem = null;
    const sample = sampleOf(document);
    if (Number.isFinite(sample.at) && this.series.push(sample)) {
      this.follow(document, sample.at);
    }
  }

  /** Bands go on, end and begin with what the live document says. */
  follow({ throttle, lifecycle }, at) {
    const last = this.bands[this.bands.length - 1];
    const open = last && last.to === null ? last : null;
    const kind = lifecycle === "running" ? throttle?.kind : null;
    if (open && open.kind !== kind) {
      open.to = at;
    }
    if (kind && open?.kind !== kind) {
      this.bands.push({ from: at, to: null, kind, text: throttle.text });
      this.bands = this.bands.slice(-BANDS);
    }
  }

  log({ id, events }) {
    if (id === this.id) {
      this.events = [...[...events].sort((a, b) => Date.parse(b.at) - Date.parse(a.at)), ...this.events].slice(0, EVENTS * 3);
    }
  }

  async refill() {
    const since = this.series.last;
    await this.fill(since === null ? null : since - 1);
    this.tell();
  }
}

function asBand({ from, to, kind, text }) {
  return { from: Date.parse(from) / 1000, to: to ? Date.parse(to) / 1000 : null, kind, text };
}

/** The run of a page, alive as long as the page shows it. */
export function useRun(id) {
  const [, draw] = useState(0);
  const ref = useRef(null);
  useEffect(() => {
    const run = new Run(id, () => draw((count) => count + 1));
    ref.current = run;
    run.load();
    const end = onSamples((message) => {
      if (message.gap) {
        run.ready ? run.refill() : run.load();
      } else if (message.log) {
        run.log(message.log);
      } else {
        message.documents.filter((document) => document.id === run.id).forEach((document) => run.take(document));
      }
      run.tell();
    });
    return end;
  }, [id]);
  return ref.current;
}
