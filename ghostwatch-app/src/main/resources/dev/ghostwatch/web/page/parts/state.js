// How a migration is, in a word and in a sentence; colour, icon and word always say the same.
import { html } from "../core/dom.js";
import { seconds } from "../core/format.js";
import { t, word } from "../core/i18n.js";
import { Icon } from "./icons.js";

/** One word for the whole: running, throttled, postponed, succeeded, failed, aborted, vanished, starting, counting. */
export function condition(migration) {
  if (migration.lifecycle && migration.lifecycle !== "running") {
    return migration.lifecycle;
  }
  if (migration.throttle || migration.state === "throttled") {
    return "throttled";
  }
  return migration.state === "postponing cut-over" ? "postponed" : migration.state === "counting rows" ? "starting" : "running";
}

const TONES = { running: "go", throttled: "warn", postponed: "wait", succeeded: "good", failed: "bad", aborted: "bad", vanished: "warn", starting: "wait" };

export function StateBadge({ migration }) {
  const how = condition(migration);
  return html`<span class=${"badge " + (TONES[how] ?? "wait")} data-state=${how}><${Icon} name=${how} />${word("state." + how, how)}</span>`;
}

/** The colour of a severity: red is for what is broken, so that it means something. */
export const severityTone = (severity) => ({ error: "bad", critical: "bad", warning: "warn" })[severity] ?? "wait";

const SEVERITIES = ["info", "warning", "error", "critical"];

/** The greatest severity of alerts. */
export const worst = (alerts) => SEVERITIES[Math.max(...alerts.map(({ severity }) => SEVERITIES.indexOf(severity)))];

export function SeverityBadge({ severity }) {
  const tone = severityTone(severity);
  const icon = { error: "error", critical: "error", warning: "warning" }[severity] ?? "info";
  return html`<span class=${"badge " + tone}><${Icon} name=${icon} />${word("severity." + severity, severity)}</span>`;
}

/** Why gh-ost waits, or what it does, in plain words. */
export function sentence(migration) {
  const how = condition(migration);
  const { throttle, settings } = migration;
  if (how !== "throttled" || !throttle) {
    return word("sentence." + how, "");
  }
  return reason(throttle, settings);
}

/** Why gh-ost waits; with the limit of lag and the flag file where the settings are known. */
export function reason(throttle, settings = null) {
  const limit = settings?.maxLagMillis ? seconds(settings.maxLagMillis / 1000) : null;
  const files = ["throttleFlagFile", "throttleAdditionalFlagFile"].filter((file) => settings?.[file + "Set"]).map((file) => settings[file]);
  switch (throttle.kind) {
    case "lag":
      return t(limit ? "throttle.lag" : "throttle.lag.bare", seconds(throttle.seconds), limit);
    case "replica-lag":
      return t(limit ? "throttle.replica-lag" : "throttle.replica-lag.bare", throttle.host ?? "?", seconds(throttle.seconds), limit);
    case "max-load":
      return throttle.variable ? t("throttle.max-load", throttle.variable, throttle.value, throttle.threshold) : t("throttle.other", throttle.text);
    case "flag-file":
      return t(files.length ? "throttle.flag-file" : "throttle.flag-file.bare", files.join(", "));
    case "http":
      return t("throttle.http", throttle.httpStatus ?? "?");
    default:
      return t(word("throttle." + throttle.kind, null) ? "throttle." + throttle.kind : "throttle.other", throttle.text);
  }
}

/**
 * The greatest lag that anybody measures, in seconds: gh-ost's own looks fine while it waits for another replica. Its
 * heartbeat does not count: nobody writes it while a run is throttled.
 */
export function worstLag({ progress, lag, throttle }) {
  const waitedFor = ["lag", "replica-lag"].includes(throttle?.kind) ? throttle.seconds : null;
  const known = [progress?.lagSeconds, lag?.replicaStatusSeconds, lag?.ptHeartbeatSeconds, waitedFor].filter((value) => value !== null && value !== undefined);
  return known.length ? Math.max(...known) : null;
}

/** The word for a kind of throttling, for legends and lists. */
export const kindName = (kind) => word("kind." + kind, kind);
