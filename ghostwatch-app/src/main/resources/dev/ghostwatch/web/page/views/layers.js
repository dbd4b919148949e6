// What is around a run, in four layers: gh-ost itself, its process, the database servers, the host.
import { html } from "../core/dom.js";
import { bytes, duration, figure, percent, seconds, time, whole } from "../core/format.js";
import { t, word } from "../core/i18n.js";

export function Layers({ migration }) {
  const { process, mysql, host, sources, notices, lag, forecast, progress } = migration;
  return html`<section class="card"><h2>${t("layers")}</h2>
    <${Layer} name="gh-ost" pairs=${[
      [t("layer.coordinates"), progress?.coordinates],
      [t("layer.sources"), sources?.length ? sources.map((source) => word("source." + source.source, source.source) + " " + time(source.lastSeenAt)).join(t("comma")) : null],
      [t("layer.disagreement"), lag?.disagreementSeconds === null || lag?.disagreementSeconds === undefined ? null : seconds(lag.disagreementSeconds)],
      [t("layer.purge"), forecast?.binlogPurgeSeconds ? duration(forecast.binlogPurgeSeconds) + (forecast.endsBeforePurge === false ? " – " + t("layer.tooLate") : "") : null],
      [t("layer.full"), forecast?.volumeFullSeconds ? duration(forecast.volumeFullSeconds) + (forecast.endsBeforeFull === false ? " – " + t("layer.tooLate") : "") : null],
      [t("layer.socket"), migration.endpoint],
    ]} />
    ${(notices ?? []).map((notice) => html`<p class="note" dir="auto">${notice.text}</p>`)}
    <${Layer} name=${t("layer.process")} absent=${t("layer.process.none")} pairs=${process && [
      ["PID", process.pid],
      ["CPU", process.cpuRatio === null ? null : percent(process.cpuRatio * 100)],
      [t("layer.memory"), process.residentBytes && bytes(process.residentBytes)],
      [t("layer.written"), rate(process.writtenBytesPerSecond)],
    ]} />
    ${mysql?.servers?.length
      ? mysql.servers.map((server) => html`<${Server} key=${server.name} server=${server} />`)
      : html`<${Layer} name="MySQL" absent=${t("layer.mysql.none")} />`}
    <${Layer} name=${t("layer.host")} absent=${t("layer.host.none")} pairs=${host && [
      [t("layer.load"), [host.load1, host.load5, host.load15].map(figure).join(" / ") + (host.cores ? t("layer.cores", host.cores) : "")],
      ["CPU", host.cpuRatio === null ? null : percent(host.cpuRatio * 100)],
      [t("layer.memory"), host.memoryBytes && t("layer.free", bytes(host.memoryAvailableBytes), bytes(host.memoryBytes))],
      [t("layer.disk"), rate(host.diskWrittenBytesPerSecond) && t("layer.readWrite", rate(host.diskReadBytesPerSecond) ?? "–", rate(host.diskWrittenBytesPerSecond))],
      ...(host.volumes ?? []).map((volume) => [volume.path, t("layer.free", bytes(volume.availableBytes), bytes(volume.totalBytes))]),
    ]} />
  </section>`;
}

const rate = (value) => (value === null || value === undefined ? null : bytes(value) + "/s");

function Layer({ name, pairs, absent }) {
  const known = (pairs || []).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return html`<div class="layer"><h3>${name}</h3>
    ${known.length ? html`<dl class="pairs">${known.map(([label, value]) => html`<dt>${label}</dt><dd dir="auto">${value}</dd>`)}</dl>` : html`<p class="hint">${absent ?? "–"}</p>`}</div>`;
}

function Server({ server }) {
  return html`<div class="layer"><h3>MySQL · ${server.name} <span dir="auto">${server.address}</span></h3>
    <dl class="pairs">
      <${Pair} label=${t("layer.role")} value=${[server.role && word("role." + server.role, server.role), server.version, server.reach && server.reach !== "ok" ? server.reach : null].filter(Boolean).join(" · ")} />
      <${Pair} label=${t("layer.threads")} value=${server.threadsRunning === null ? null : t("layer.ofConnected", whole(server.threadsRunning), whole(server.threadsConnected))} />
      <${Pair} label=${t("layer.queries")} value=${server.queriesPerSecond === null ? null : whole(server.queriesPerSecond) + "/s"} />
      <${Pair} label=${t("fact.lag")} value=${server.replicaLagSeconds === null ? null : seconds(server.replicaLagSeconds)} />
      <${Pair} label=${t("layer.lagHeartbeat")} value=${server.heartbeatLagSeconds === null ? null : seconds(server.heartbeatLagSeconds)} />
      <${Pair} label=${t("layer.lockWaits")} value=${server.rowLockWaits} />
      <${Pair} label=${t("layer.historyList")} value=${server.historyListLength === null ? null : whole(server.historyListLength)} />
      <${Pair} label=${t("layer.binlogs")} value=${server.binlogs ? t("layer.files", server.binlogs.files, bytes(server.binlogs.totalBytes)) : null} />
      <${Pair} label=${t("layer.disk")} value=${server.disk ? t("layer.free", bytes(server.disk.freeBytes), bytes(server.disk.totalBytes)) : null} />
    </dl>
    ${(server.longQueries ?? []).map((running) => html`<p class="sub" dir="auto">${t("layer.longQuery", duration(running.seconds), running.user ?? "?")} <code>${running.query}</code></p>`)}
    ${(server.problems ?? []).map((problem) => html`<p class="note" dir="auto">${problem.text}</p>`)}
  </div>`;
}

function Pair({ label, value }) {
  return value === null || value === undefined || value === "" ? null : html`<dt>${label}</dt><dd>${value}</dd>`;
}
