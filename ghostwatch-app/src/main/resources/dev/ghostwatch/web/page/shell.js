// The frame around every view: where one can go, whether the page is live, language, colours, who is logged in.
import { remove, useCsrf } from "./core/api.js";
import { html, useEffect, useState } from "./core/dom.js";
import { language, speak, t } from "./core/i18n.js";
import { address, place } from "./core/router.js";
import { change, loadSession, reconnect, useStore } from "./core/store.js";
import { theme, useTheme } from "./core/theme.js";
import { Icon } from "./parts/icons.js";
import { severityTone } from "./parts/state.js";
import { Toasts } from "./parts/toast.js";
import { Fleet } from "./views/fleet.js";
import { Lazy } from "./views/lazy.js";
import { LoginDialog } from "./views/login.js";

const VIEWS = ["fleet", "alerts", "silences", "history", "analysis", "agent"];
const THEMES = ["system", "light", "dark"];
const THEME_ICONS = { system: "system", light: "sun", dark: "moon" };

export function Shell() {
  const state = useStore();
  const [login, setLogin] = useState(false);
  const { name, id } = place();
  useEffect(() => {
    const wanted = () => setLogin(true);
    addEventListener("ghostwatch-login", wanted);
    return () => removeEventListener("ghostwatch-login", wanted);
  }, []);
  useEffect(() => {
    document.title = (id ? id.split("@")[0] + " · " : name === "fleet" ? "" : t("nav." + name) + " · ") + "GhostWatch";
    document.getElementById("main")?.scrollIntoView({ block: "nearest" });
  }, [name, id, language()]);
  return html`
    <a class="skip" href="#main" onClick=${skip}>${t("skip")}</a>
    <header class="top">
      <a class="brand" href="#/fleet"><img src="/page/icon.svg" alt="" width="20" height="20" />GhostWatch</a>
      <nav aria-label=${t("nav")}>
        ${VIEWS.map((view) => html`<a href=${address(view)} aria-current=${isAt(view, name) ? "page" : null}>${t("nav." + view)}
          ${view === "alerts" && state.alerts.firing ? html`<span class=${"count " + severityTone(state.alerts.worst)}>${state.alerts.firing}</span>` : null}</a>`)}
      </nav>
      <div class="tools">
        <${Live} connection=${state.connection} />
        <button type="button" class="quiet" onClick=${() => speak(language() === "zh" ? "en" : "zh")} lang=${language() === "zh" ? "en" : "zh-CN"}
          title=${t("language")}>${language() === "zh" ? "English" : "中文"}</button>
        <${ThemeSwitch} />
        <${Who} session=${state.session} onLogin=${() => setLogin(true)} />
      </div>
    </header>
    <${Lost} connection=${state.connection} />
    <main id="main" tabindex="-1">${view(name, id)}</main>
    ${login ? html`<${LoginDialog} onClose=${() => setLogin(false)} />` : null}
    <${Toasts} />`;
}

/** The address names the place in the page, so the link must not change it. */
function skip(event) {
  event.preventDefault();
  document.getElementById("main").focus();
}

const isAt = (view, name) => view === name || (view === "fleet" && name === "migrations") || (view === "history" && name === "compare");

function view(name, id) {
  switch (name) {
    case "migrations":
      return html`<${Lazy} key=${id} name="migration" id=${id} />`;
    case "alerts":
    case "silences":
    case "history":
    case "compare":
    case "analysis":
    case "agent":
      return html`<${Lazy} key=${name} name=${name} />`;
    default:
      return html`<${Fleet} />`;
  }
}

function Live({ connection }) {
  const live = connection.connected;
  return html`<span class=${"live " + (live ? "on" : "off")}><i aria-hidden="true"></i>${t(live ? "live" : connection.first ? "live.connecting" : "live.lost")}</span>`;
}

function Lost({ connection }) {
  const [, draw] = useState(0);
  const lost = !connection.connected && !connection.first;
  useEffect(() => {
    const timer = lost ? setInterval(() => draw((count) => count + 1), 1000) : null;
    return () => clearInterval(timer);
  }, [lost]);
  const wait = Math.max(0, Math.ceil(((connection.retryAt ?? 0) - Date.now()) / 1000));
  return html`<div role="status">${lost
    ? html`<p class="lost"><${Icon} name="warning" /><span>${t("lost", wait)}</span>
        <button type="button" onClick=${reconnect}>${t("lost.now")}</button></p>`
    : null}</div>`;
}

function ThemeSwitch() {
  const [, draw] = useState(0);
  const now = theme();
  const next = THEMES[(THEMES.indexOf(now) + 1) % THEMES.length];
  const press = () => {
    useTheme(next);
    draw((count) => count + 1);
  };
  return html`<button type="button" class="quiet round" onClick=${press} aria-label=${t("theme." + now)} title=${t("theme." + now)}>
    <${Icon} name=${THEME_ICONS[now]} /></button>`;
}

function Who({ session, onLogin }) {
  const leave = async () => {
    await remove("/session").catch((problem) => change({ trouble: problem }));
    useCsrf(null);
    loadSession();
  };
  if (!session?.user) {
    return html`<button type="button" onClick=${onLogin}>${t("login")}</button>`;
  }
  return html`<span class="who"><span class="user" title=${t("role." + session.role)}>${session.user}</span>
    <button type="button" class="quiet" onClick=${leave}>${t("logout")}</button></span>`;
}
