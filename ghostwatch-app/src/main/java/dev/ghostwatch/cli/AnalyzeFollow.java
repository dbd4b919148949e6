package dev.ghostwatch.cli;

import dev.ghostwatch.document.Documents;
import dev.ghostwatch.document.LogAnalysisDocument;
import dev.ghostwatch.insight.log.ErrorCatalogue;
import dev.ghostwatch.insight.log.LogAnalyzer;
import dev.ghostwatch.model.log.RunOutcome;
import dev.ghostwatch.source.log.follow.FollowNotice;
import dev.ghostwatch.source.log.read.LogFile;
import dev.ghostwatch.terminal.SafeText;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code analyze --follow}: what the log tells so far, then what is added to it, until the run or
 * the input ends.
 */
final class AnalyzeFollow {
  /** Between two looks at what has been written. */
  private static final Duration RHYTHM = Duration.ofSeconds(1);

  /** gh-ost goes on writing for a moment after the line by which its end is known. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final CliContext context;
  private final String name;
  private final ZoneId zone;
  private final boolean json;
  private final LogAnalyzer analyzer;
  private final LogFeed feed;
  private final LogAnalysisDocument document =
      new LogAnalysisDocument(ErrorCatalogue.in("en")::classify);
  private @Nullable FollowView view;
  private boolean waitingSaid;
  private long linesTold;

  AnalyzeFollow(String name, ZoneId zone, boolean json, CliContext context) {
    this.name = name;
    this.zone = zone;
    this.json = json;
    this.context = context;
    analyzer = new LogAnalyzer(zone, false);
    feed = new LogFeed(analyzer);
  }

  /**
   * Follows until the log says that the run has ended.
   *
   * @throws InterruptedException when asked to end before; the analysis has been printed then too
   */
  ExitCode run() throws CommandFailure, IOException, InterruptedException {
    context.waiter().endInOrder();
    if (name.equals(LogInput.STANDARD_INPUT)) {
      FollowedStream.open(context::in, feed, this::sayCutOff);
      return tell();
    }
    Path path = Options.path("LOG", name, context);
    if (Files.exists(path)) {
      LogFile.Form form = LogInput.open(path, name, context).form();
      if (form == LogFile.Form.STREAM) {
        FollowedStream.open(() -> Files.newInputStream(path), feed, this::sayCutOff);
        return tell();
      }
      if (form != LogFile.Form.PLAIN) {
        throw new CommandFailure(
            ExitCode.FAILED,
            context.text(
                form == LogFile.Form.GZIP ? "follow.compressed" : "follow.utf16",
                SafeText.line(name)));
      }
    }
    try (FollowedLog _ = FollowedLog.open(path, feed, this::say, context);
        ReadingBar _ = ReadingBar.of(feed::bytesRead, size(path), context)) {
      return tell();
    }
  }

  private static long size(Path path) throws IOException {
    return Files.exists(path) ? Files.size(path) : 0;
  }

  private ExitCode tell() throws CommandFailure, IOException, InterruptedException {
    try {
      while (true) {
        LogFeed.News news = feed.await();
        if (isOver(news)) {
          if (!news.ended()) {
            context.waiter().waitFor(LAST_WORDS);
            news = feed.now();
          }
          if (isOver(news)) {
            return conclude(news);
          }
        }
        show(news);
        context.waiter().waitFor(RHYTHM);
      }
    } catch (InterruptedException e) {
      LogFeed.News news = feed.now();
      if (isOfGhost(news)) {
        finish(news);
      }
      throw e;
    }
  }

  private static boolean isOver(LogFeed.News news) {
    RunOutcome outcome = news.analysis().last().outcome();
    return news.ended()
        || (outcome != RunOutcome.RUNNING && outcome != RunOutcome.UNKNOWN && isOfGhost(news));
  }

  /** As {@code analyze} judges it without following. */
  private static boolean isOfGhost(LogFeed.News news) {
    return news.recognised() || LogInput.hasKnownError(news.analysis());
  }

  private ExitCode conclude(LogFeed.News news) throws CommandFailure, IOException {
    if (!news.recognised()) {
      input(news).requireGhostLines(context);
    }
    finish(news);
    return ExitCode.OK;
  }

  private void show(LogFeed.News news) throws IOException {
    if (!isOfGhost(news)) {
      sayWaiting(news);
      return;
    }
    boolean changed = news.analysis().lines() > linesTold;
    linesTold = news.analysis().lines();
    if (json) {
      if (changed) {
        print(news);
      }
    } else if (view == null) {
      new AnalysisView(context, input(news)).printSoFar(news.analysis());
      context.out().println();
      view = new FollowView(context, zone);
      view.begin(news);
    } else {
      view.show(news);
    }
    requireReader();
  }

  /** The last words: in text what is new, then the whole analysis. */
  private void finish(LogFeed.News news) throws IOException {
    if (json) {
      show(news);
      return;
    }
    if (view != null) {
      view.show(news);
      context.out().println();
    }
    new AnalysisView(context, input(news)).print(news.analysis());
    requireReader();
  }

  private void print(LogFeed.News news) throws IOException {
    try (OutputStream out = new BufferedOutputStream(new Unclosed(context.out()), 1 << 16)) {
      Documents.object(
          out,
          Documents.Format.JSON_LINE,
          fields -> document.write(fields, List.of(name), news.bytes(), news.analysis()));
    }
  }

  private LogInput input(LogFeed.News news) {
    return new LogInput(List.of(name), news.bytes(), zone, analyzer);
  }

  private void sayWaiting(LogFeed.News news) {
    if (!waitingSaid) {
      context.say(
          news.analysis().lines() == 0 ? "follow.waiting" : "follow.noGhostLine",
          SafeText.line(name));
    }
    waitingSaid = true;
  }

  private void sayCutOff() {
    context.say("analyze.cutOff", SafeText.line(name));
  }

  private void say(FollowNotice notice) {
    context.say("follow.notice", FollowNotices.text(context, notice));
  }

  private void requireReader() throws IOException {
    if (context.out().checkError()) {
      throw new IOException(context.text("error.outputClosed"));
    }
  }
}
