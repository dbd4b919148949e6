// The live stream of the agent. When it breaks the page says so, tries again after 1, 2, 4 … 15 seconds, and whoever draws
// charts is told, so that the gap can be filled from the samples.
const FIRST = 1000;
const LONGEST = 15000;
/** A stream that says nothing for so long may be dead though its socket is not (a laptop that slept): it is opened anew. */
const SILENT = 40000;

export class Stream {
  constructor(url, { onState, onLog, onConnection }) {
    this.url = url;
    this.handlers = { onState, onLog, onConnection };
    this.failures = 0;
    addEventListener("online", () => this.again());
    document.addEventListener("visibilitychange", () => document.hidden || this.look());
  }

  open() {
    clearTimeout(this.timer);
    this.source?.close();
    // A new stream begins with the whole state, so nothing is lost between the two.
    const source = new EventSource(this.url);
    this.source = source;
    this.heard = Date.now();
    source.onopen = () => {
      this.failures = 0;
      this.alive();
      this.handlers.onConnection({ connected: true });
    };
    source.addEventListener("state", (event) => this.take(event, this.handlers.onState));
    source.addEventListener("log", (event) => this.take(event, this.handlers.onLog));
    source.onerror = () => this.lost();
    this.watchdog ??= setInterval(() => this.look(), 5000);
  }

  take(event, handler) {
    this.alive();
    handler(JSON.parse(event.data));
  }

  alive() {
    this.heard = Date.now();
  }

  look() {
    if (this.source?.readyState === EventSource.OPEN && Date.now() - this.heard > SILENT) {
      this.open();
    }
  }

  lost() {
    this.source?.close();
    clearTimeout(this.timer);
    const wait = Math.min(LONGEST, FIRST * 2 ** Math.min(this.failures++, 10));
    this.handlers.onConnection({ connected: false, retryAt: Date.now() + wait });
    this.timer = setTimeout(() => this.open(), wait);
  }

  /** At once: asked for by a person, or the network is back. */
  again() {
    if (this.source?.readyState !== EventSource.OPEN) {
      this.open();
    }
  }
}
