// Short messages at the edge: what was done. They are read out, and stay long enough to be read.
import { html, useEffect, useState } from "../core/dom.js";

const SHOWN = 8000;
const MOST = 4;
let messages = [];
let tell = () => {};
let next = 0;

export function say(text, tone = "good") {
  const message = { id: next++, text, tone };
  messages = [...messages, message].slice(-MOST);
  tell();
  setTimeout(() => {
    messages = messages.filter((other) => other !== message);
    tell();
  }, SHOWN);
}

export function Toasts() {
  const [, draw] = useState(0);
  useEffect(() => {
    tell = () => draw((count) => count + 1);
    return () => (tell = () => {});
  }, []);
  return html`<div class="toasts" role="status" aria-live="polite">
    ${messages.map((message) => html`<p key=${message.id} class=${"toast " + message.tone}>${message.text}</p>`)}
  </div>`;
}
