// One plot of the group: how it is drawn. The group (charts.js) gives it data, range and bands.
import uPlot from "uplot";
import { figure } from "../core/format.js";
import { colour } from "../core/theme.js";

/** Where samples are this far apart (seconds, or six times the usual distance) nobody looked: the line is not drawn through. */
const GAP = 20;
const RIGHT_AXIS = 36;
const BAND_KINDS = ["lag", "replica-lag", "max-load", "user-command", "flag-file", "throttle-query", "http"];

export const bandVariable = (kind) => "--band-" + (BAND_KINDS.includes(kind) ? kind : "other");

/** Colours as the canvas needs them, read once for each look. */
export function palette() {
  const names = ["--ink2", "--line", "--series1", "--series2", "--series3", "--series4", "--edge", "--band-other", ...BAND_KINDS.map(bandVariable)];
  return Object.fromEntries(names.map((name) => [name, colour(name)]));
}

export function makePlot(target, definition, group) {
  const { colours } = group;
  const font = "12px system-ui, sans-serif";
  const axis = { stroke: colours["--ink2"], grid: { stroke: colours["--line"], width: 1 }, ticks: { show: false }, font };
  const scales = { x: { time: group.time, range: (u, min, max) => group.xRange(min, max) } };
  const axes = [{ ...axis, size: 24, space: 70, ...(group.xAxis ?? { values: clockTicks }) }];
  [...new Set(definition.series.map((one) => one.scale ?? "y"))].forEach((scale, index) => {
    scales[scale] = { range: (u, min, max) => upwards(max, definition.least) };
    axes.push({ ...axis, scale, side: index ? 1 : 3, size: index ? RIGHT_AXIS : 48, space: 28, grid: index ? { show: false } : axis.grid, values: (u, ticks) => ticks.map((tick) => (definition.tick ?? figure)(tick)) });
  });
  return new uPlot(
    {
      width: Math.max(80, target.clientWidth),
      height: Math.max(60, target.clientHeight),
      // A second axis takes the same room in every plot, so that the same moment stands above itself in all of them.
      padding: [8, axes.length > 2 || !group.twoAxes ? (axes.length > 2 ? 0 : 8) : RIGHT_AXIS, 0, 0],
      legend: { show: false },
      scales,
      axes,
      series: [{}, ...definition.series.map((one, i) => line(one, colours["--series" + (i + 1)], group))],
      cursor: {
        y: false,
        drag: { x: true, y: false, setScale: false },
        sync: { key: group.key, scales: ["x", null] },
        points: { size: 6 },
      },
      hooks: {
        drawClear: [(u) => drawBands(u, group)],
        draw: [(u) => drawMarks(u, group)],
        setCursor: [(u) => group.pointed(u)],
        setSelect: [(u) => group.selected(u)],
      },
    },
    [[], ...definition.series.map(() => [])],
    target,
  );
}

function line(one, stroke, group) {
  return {
    scale: one.scale ?? "y",
    stroke,
    width: 1.5,
    dash: one.dash ? [3, 3] : undefined,
    points: { show: false },
    spanGaps: true,
    gaps: (u, series, from, to) => gaps(u, series, from, to, group),
  };
}

function gaps(u, series, from, to, group) {
  const times = u.data[0];
  const usual = times.length > 2 ? (times[to] - times[from]) / Math.max(1, to - from) : 1;
  const longest = group.time ? Math.max(GAP, usual * 6) : Infinity;
  const found = [];
  for (let i = from + 1; i <= to; i++) {
    if (times[i] - times[i - 1] > longest) {
      found.push([u.valToPos(times[i - 1], "x", true), u.valToPos(times[i], "x", true)]);
    }
  }
  return found;
}

/** All figures here are amounts: an axis begins at zero, so that a small ripple looks small. */
function upwards(max, least = 1) {
  const top = Math.max(max ?? 0, least);
  return [0, top * 1.08];
}

/** Seconds where ticks need them; the date where a day begins, in long plots with the first tick too. No label twice. */
export function clockTicks(u, ticks) {
  const isLong = ticks.length > 1 && ticks[ticks.length - 1] - ticks[0] > 86400 * 2;
  const withSeconds = ticks.some((tick) => tick % 60 !== 0);
  const two = (value) => String(value).padStart(2, "0");
  let day = null;
  return ticks.map((tick) => {
    const moment = new Date(tick * 1000);
    const clock = two(moment.getHours()) + ":" + two(moment.getMinutes()) + (withSeconds ? ":" + two(moment.getSeconds()) : "");
    const today = moment.toDateString();
    const begins = day === null ? isLong : day !== today;
    day = today;
    const date = two(moment.getMonth() + 1) + "-" + two(moment.getDate());
    return !begins ? clock : moment.getHours() + moment.getMinutes() + moment.getSeconds() === 0 ? date : date + " " + clock;
  });
}

function drawBands(u, group) {
  const { left, top, width, height } = u.bbox;
  const { ctx } = u;
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.clip();
  for (const band of group.bands) {
    const from = u.valToPos(band.from, "x", true);
    const to = u.valToPos(band.to ?? group.now(), "x", true);
    if (to < left || from > left + width) {
      continue;
    }
    const fill = group.colours[bandVariable(band.kind)];
    ctx.fillStyle = fill;
    ctx.globalAlpha = 0.16;
    ctx.fillRect(from, top, Math.max(1.5, to - from), height);
    ctx.globalAlpha = 0.9;
    ctx.fillRect(from, top, Math.max(1.5, to - from), 3 * devicePixelRatio);
  }
  ctx.restore();
}

function drawMarks(u, group) {
  const { left, top, width, height } = u.bbox;
  const { ctx } = u;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = group.colours["--edge"];
  ctx.lineWidth = ratio;
  for (const mark of group.marks) {
    const x = Math.round(u.valToPos(mark.at, "x", true)) + 0.5;
    if (x < left || x > left + width) {
      continue;
    }
    ctx.setLineDash([2 * ratio, 3 * ratio]);
    ctx.beginPath();
    ctx.moveTo(x, top);
    ctx.lineTo(x, top + height);
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.beginPath();
    ctx.moveTo(x - 4 * ratio, top + height);
    ctx.lineTo(x + 4 * ratio, top + height);
    ctx.lineTo(x, top + height - 7 * ratio);
    ctx.fill();
  }
  ctx.restore();
}
