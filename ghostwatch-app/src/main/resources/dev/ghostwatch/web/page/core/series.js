// The samples of one run in columns, as the charts want them, in bounded memory: when there are too many, the older half is
// thinned two to one so that peaks survive. A page left open for days holds a few thousand points.
export const COLUMNS = [
  "rowsCopied", "percent", "rowsPerSecond", "dmlPerSecond", "lagSeconds", "replicaLagSeconds", "ptHeartbeatLagSeconds",
  "heartbeatLagSeconds", "backlog", "chunkSize", "niceRatio", "chunkSeconds", "threadsRunning", "load1",
];
/** Of these the later one says what is, of all others the greater. */
const LAST = new Set(["rowsCopied", "percent", "chunkSize", "niceRatio"]);
const MOST = 3600;

export class Series {
  constructor(most = MOST) {
    this.most = most;
    this.clear();
  }

  clear() {
    this.at = [];
    this.columns = Object.fromEntries(COLUMNS.map((name) => [name, []]));
  }

  get length() {
    return this.at.length;
  }

  /** Seconds since 1970 of the last sample; null without any. */
  get last() {
    return this.at.length ? this.at[this.at.length - 1] : null;
  }

  latest(name) {
    const column = this.columns[name];
    for (let i = column.length - 1; i >= 0 && i >= column.length - 20; i--) {
      if (column[i] !== null) {
        return column[i];
      }
    }
    return null;
  }

  /** Takes over what the samples API answered, and keeps the samples that came live after it. */
  merge(answer) {
    const times = column(answer, "at");
    const rest = this.rowsOutside(times[0], times[times.length - 1]);
    this.clear();
    const read = COLUMNS.map((name) => [name, column(answer, name)]);
    rest.before.forEach((row) => this.append(row));
    times.forEach((at, i) => {
      const row = { at };
      read.forEach(([name, values]) => (row[name] = values[i] ?? null));
      this.append(row);
    });
    rest.after.forEach((row) => this.append(row));
    this.bound();
  }

  rowsOutside(from, to) {
    const before = [];
    const after = [];
    this.at.forEach((at, i) => {
      if (from === undefined || at > to) {
        after.push(this.row(i));
      } else if (at < from) {
        before.push(this.row(i));
      }
    });
    return { before, after };
  }

  row(i) {
    const row = { at: this.at[i] };
    COLUMNS.forEach((name) => (row[name] = this.columns[name][i]));
    return row;
  }

  /** Adds a live sample; false when it is not newer than the last. */
  push(row) {
    if (this.last !== null && row.at <= this.last) {
      return false;
    }
    this.append(row);
    this.bound();
    return true;
  }

  append(row) {
    this.at.push(row.at);
    COLUMNS.forEach((name) => this.columns[name].push(row[name] ?? null));
  }

  bound() {
    if (this.at.length <= this.most) {
      return;
    }
    const half = Math.floor(this.at.length / 4) * 2;
    COLUMNS.forEach((name) => (this.columns[name] = thinned(this.columns[name], half, LAST.has(name))));
    this.at = this.at.filter((_, i) => i >= half || i % 2 === 1);
  }
}

function thinned(values, half, last) {
  const kept = [];
  for (let i = 0; i < half; i += 2) {
    const [a, b] = [values[i], values[i + 1]];
    kept.push(a === null ? b : b === null ? a : last ? b : Math.max(a, b));
  }
  return kept.concat(values.slice(half));
}

function column(answer, name) {
  const index = answer.columns.indexOf(name);
  return index < 0 ? [] : answer.data[index];
}

/** A migration document as one sample. */
export function sampleOf(document) {
  const { progress, rates, settings, mysql, host } = document;
  const threads = (mysql?.servers ?? []).map((server) => server.threadsRunning).filter((value) => value !== null && value !== undefined);
  return {
    at: Date.parse(document.observedAt) / 1000,
    rowsCopied: progress?.rowsCopied,
    percent: progress?.percent,
    rowsPerSecond: rates?.rowsPerSecond,
    dmlPerSecond: rates?.dmlPerSecond,
    lagSeconds: progress?.lagSeconds,
    replicaLagSeconds: mysql?.replicaLagSeconds,
    ptHeartbeatLagSeconds: mysql?.ptHeartbeatLagSeconds,
    heartbeatLagSeconds: progress?.heartbeatLagSeconds,
    backlog: progress?.backlog,
    chunkSize: settings?.chunkSize,
    niceRatio: settings?.niceRatio,
    chunkSeconds: rates?.chunkSeconds,
    threadsRunning: threads.length ? Math.max(...threads) : null,
    load1: host?.load1,
  };
}
