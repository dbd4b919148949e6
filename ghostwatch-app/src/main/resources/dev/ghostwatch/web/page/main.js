import { html, render } from "./core/dom.js";
import { language, speak } from "./core/i18n.js";
import { start } from "./core/store.js";
import { apply } from "./core/theme.js";
import { Shell } from "./shell.js";

apply();
speak(language());
render(html`<${Shell} />`, document.getElementById("app"));
start();
