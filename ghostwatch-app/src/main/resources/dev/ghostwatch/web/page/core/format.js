// Figures and times as people read them. What is not known is a dash, never a zero.
import { locale, t } from "./i18n.js";

export const NONE = "–";
const absent = (value) => value === null || value === undefined || Number.isNaN(value);

/** 1,234,567 */
export function whole(value) {
  return absent(value) ? NONE : Math.round(value).toLocaleString(locale());
}

/** Three figures: 0.31, 4.1, 28, 1,234; from a million on 1.23 M. */
export function figure(value) {
  if (absent(value)) {
    return NONE;
  }
  const size = Math.abs(value);
  if (size >= 1e6) {
    return trimmed(value / 1e6, size >= 1e8 ? 0 : size >= 1e7 ? 1 : 2) + " M";
  }
  return size >= 100 ? whole(value) : trimmed(value, size >= 10 ? 1 : 2);
}

function trimmed(value, digits) {
  return value.toLocaleString(locale(), { maximumFractionDigits: digits });
}

/** Rows of a table in few characters: 1.2 k, 3.4 M. */
export function short(value) {
  if (absent(value)) {
    return NONE;
  }
  const size = Math.abs(value);
  if (size >= 1e9) return trimmed(value / 1e9, 1) + " G";
  if (size >= 1e6) return trimmed(value / 1e6, 1) + " M";
  if (size >= 1e4) return trimmed(value / 1e3, 0) + " k";
  if (size >= 1e3) return trimmed(value / 1e3, 1) + " k";
  return trimmed(value, size >= 10 ? 0 : 2);
}

/** Whether far more rows were copied than gh-ost had estimated, as the command line judges it: the percents of such an estimate say nothing. */
export function estimateIsWrong(progress) {
  const rows = progress?.rowsCopied, estimate = progress?.rowsEstimate;
  return !absent(rows) && !absent(estimate) && rows > 0 && rows > 2 * estimate;
}

/** The percents copied; null when they are not known or say nothing. */
export function copied(progress) {
  return estimateIsWrong(progress) ? null : progress?.percent ?? null;
}

/** How many of how many rows are copied. */
export function rowsOf(progress) {
  return t(estimateIsWrong(progress) ? "rows.estimateWrong" : "rows.of", short(progress?.rowsCopied), short(progress?.rowsEstimate));
}

export function percent(value, digits = 1) {
  return absent(value) ? NONE : value.toLocaleString(locale(), { minimumFractionDigits: digits, maximumFractionDigits: digits }) + " %";
}

export function seconds(value) {
  if (absent(value)) {
    return NONE;
  }
  if (value < 0.001) {
    return "0 s";
  }
  return value < 1 ? trimmed(value * 1000, 0) + " ms" : value < 100 ? trimmed(value, value < 10 ? 2 : 1) + " s" : duration(value);
}

/** 45 s, 12 min, 3 h 04 min, 2 d 5 h */
export function duration(value) {
  if (absent(value)) {
    return NONE;
  }
  const all = Math.max(0, Math.round(value));
  if (all < 60) return all + " " + t("unit.s");
  const minutes = Math.round(all / 60);
  if (all < 600) return Math.floor(all / 60) + " " + t("unit.min") + (all % 60 ? " " + two(all % 60) + " " + t("unit.s") : "");
  if (minutes < 60) return minutes + " " + t("unit.min");
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return hours + " " + t("unit.h") + (minutes % 60 ? " " + two(minutes % 60) + " " + t("unit.min") : "");
  return Math.floor(hours / 24) + " " + t("unit.d") + (hours % 24 ? " " + (hours % 24) + " " + t("unit.h") : "");
}

const two = (value) => String(value).padStart(2, "0");

/** A range of durations with one unit where both have it: 18–27 min. */
export function range(low, high) {
  if (absent(low) || absent(high)) {
    return NONE;
  }
  // Nobody knows the end to the second.
  const coarse = (value) => duration(value >= 120 ? Math.round(value / 60) * 60 : value);
  const from = coarse(low);
  const to = coarse(high);
  if (from === to) {
    return from;
  }
  const unit = / \D+$/.exec(from)?.[0];
  return unit && !/\d \D+ \d/.test(from + to) && to.endsWith(unit) ? from.slice(0, -unit.length) + "–" + to : from + " – " + to;
}

export function bytes(value) {
  if (absent(value)) {
    return NONE;
  }
  const units = ["B", "KB", "MB", "GB", "TB"];
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, value)) / 3));
  return trimmed(value / 1000 ** step, step && value / 1000 ** step < 10 ? 1 : 0) + " " + units[step];
}

/** Time of day in this browser's zone; with the date when it is not today. */
export function time(at, withSeconds = true) {
  if (absent(at)) {
    return NONE;
  }
  const moment = new Date(at);
  const clock = { hour: "2-digit", minute: "2-digit", hour12: false, ...(withSeconds ? { second: "2-digit" } : {}) };
  return moment.toDateString() === new Date().toDateString()
    ? moment.toLocaleTimeString(locale(), clock)
    : moment.toLocaleString(locale(), { month: "short", day: "numeric", ...clock });
}

export function date(at) {
  return absent(at)
    ? NONE
    : new Date(at).toLocaleString(locale(), { year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false });
}

export const name = (migration) => [migration.database, migration.table].filter(Boolean).join(".") || migration.endpoint || NONE;
