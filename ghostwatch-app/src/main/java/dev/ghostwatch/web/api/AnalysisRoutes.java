package dev.ghostwatch.web.api;

import dev.ghostwatch.document.LogAnalysisDocument;
import dev.ghostwatch.insight.log.ErrorCatalogue;
import dev.ghostwatch.insight.log.LogAnalyzer;
import dev.ghostwatch.model.ProcessFacts;
import dev.ghostwatch.model.log.LogAnalysis;
import dev.ghostwatch.source.log.read.LogFile;
import dev.ghostwatch.source.log.read.LogReader;
import dev.ghostwatch.web.route.Answers;
import dev.ghostwatch.web.route.Need;
import dev.ghostwatch.web.route.ProblemException;
import dev.ghostwatch.web.route.Route;
import io.javalin.http.Context;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/v1/analyses}: everything a log of gh-ost tells. The log is read as it comes and never
 * held; two at a time, so that whoever drops files on the page leaves the agent its processor.
 */
public final class AnalysisRoutes {
  private static final long MOST_SENT = 256L << 20;
  private static final long MOST_UNPACKED = 1L << 30;
  private static final int AT_A_TIME = 2;
  private static final int TOO_LARGE = 413;
  private static final int MEDIA_TYPE = 415;
  private static final int UNAVAILABLE = 503;
  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;

  private final Migrations live;
  private final ZoneId zone;
  private final Semaphore places = new Semaphore(AT_A_TIME);

  /**
   * Of these migrations.
   *
   * @param zone of logs that do not say theirs
   */
  public AnalysisRoutes(Migrations live, ZoneId zone) {
    this.live = live;
    this.zone = zone;
  }

  /** The routes. */
  public List<Route> routes() {
    return List.of(
        Route.post(
                "/api/v1/analyses",
                Need.READ,
                "Everything a log of gh-ost tells: the log is the body, plain or gzip, up to 256 MB"
                    + " as sent and 1 GB unpacked; or one that the agent follows is named.",
                this::analyse)
            .with("path", "string", "a log that the agent follows, instead of a body")
            .with("zone", "string", "time zone of a log that does not say its own")
            .wants(
                "2026-11-22 13:08:06 INFO starting gh-ost 1.1.10\n",
                "text/plain",
                "application/gzip",
                "application/octet-stream")
            .gives(Examples.ANALYSIS)
            .refuses(400, "It is no log of gh-ost, or the query makes no sense.")
            .refuses(404, "The agent follows no such log.")
            .refuses(TOO_LARGE, "It is too large.")
            .refuses(MEDIA_TYPE, "A form is no log.")
            .refuses(UNAVAILABLE, "Two others are being read; try again in a moment."));
  }

  private void analyse(Context request) throws IOException, ProblemException {
    ZoneId wanted = zone(request.queryParam("zone"));
    String path = request.queryParam("path");
    Path file = path == null ? null : followed(path);
    if (file == null) {
      check(request);
    }
    if (!places.tryAcquire()) {
      request.header("Retry-After", "5");
      throw new ProblemException(
          UNAVAILABLE,
          "Busy",
          "The agent reads " + AT_A_TIME + " logs already. Send it again in a few seconds.");
    }
    try (InputStream in = file == null ? request.bodyInputStream() : Files.newInputStream(file)) {
      analyse(request, in, path == null ? "upload" : path, wanted);
    } finally {
      places.release();
    }
  }

  private void analyse(Context request, InputStream in, String name, ZoneId wanted)
      throws IOException, ProblemException {
    LogAnalyzer analyzer = new LogAnalyzer(wanted, false);
    long[] bytes = {0};
    try {
      InputStream raw = new BoundedStream(in, MOST_SENT, "The log as it was sent");
      InputStream unpacked = LogFile.decoded(raw, read -> bytes[0] += read);
      InputStream text =
          new BufferedInputStream(new BoundedStream(unpacked, MOST_UNPACKED, "The unpacked log"));
      text.mark(2);
      if (text.read() == GZIP_FIRST && text.read() == GZIP_SECOND) {
        throw ProblemException.badRequest(
            "Packed twice", "What is packed in the upload is packed itself. Unpack it once.");
      }
      text.reset();
      new LogReader(1).read(text, analyzer);
    } catch (BoundedStream.TooLongException e) {
      throw new ProblemException(
          TOO_LARGE,
          "Too large",
          e.getMessage()
              + ", and reading it ended there. 'ghostwatch analyze LOG' on a command line takes any"
              + " size.",
          e);
    } catch (ZipException | EOFException e) {
      throw new ProblemException(
          400,
          "Cannot be unpacked",
          "The log begins as gzip does and is none, or ends too early ("
              + e.getMessage()
              + "). Pack it again, or send it unpacked.",
          e);
    }
    LogAnalysis analysis = analyzer.analysis();
    if (!analyzer.isRecognised()) {
      throw ProblemException.badRequest(
          "No log of gh-ost",
          "None of the "
              + analysis.lines()
              + " lines is one of gh-ost's. Send what gh-ost printed, standard error included.");
    }
    LogAnalysisDocument document = new LogAnalysisDocument(ErrorCatalogue.in("en")::classify);
    Answers.object(request, json -> document.write(json, List.of(name), bytes[0], analysis));
  }

  private static void check(Context request) throws ProblemException {
    if (request.req().getContentLengthLong() > MOST_SENT) {
      throw new ProblemException(
          TOO_LARGE,
          "Too large",
          "The log as it was sent is larger than "
              + (MOST_SENT >> 20)
              + " MB; nothing of it was read. 'ghostwatch analyze LOG' on a command line takes any"
              + " size.");
    }
    String type = request.contentType();
    String lower = type == null ? "" : type.toLowerCase(Locale.ROOT);
    if (lower.startsWith("multipart/") || lower.startsWith("application/x-www-form")) {
      throw new ProblemException(
          MEDIA_TYPE,
          "A form is no log",
          "Send the log itself as the body, as text/plain or application/gzip; found "
              + type
              + ".");
    }
  }

  private ZoneId zone(@Nullable String name) throws ProblemException {
    try {
      return name == null ? zone : ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new ProblemException(
          400,
          "Bad query",
          "zone must be a time zone such as Europe/Berlin or +08:00; found \"" + name + "\".",
          e);
    }
  }

  /** Only what a gh-ost of this host is known to write is read for somebody who asks. */
  private Path followed(String path) throws ProblemException {
    for (var snapshot : live.snapshots()) {
      ProcessFacts process = snapshot.process();
      Path file = process == null ? null : process.logFile();
      if (file != null && file.toString().equals(path)) {
        return file;
      }
    }
    throw ProblemException.notFound(
        "No such log",
        "No migration that the agent knows logs to " + path + ". Send the log itself instead.");
  }
}
