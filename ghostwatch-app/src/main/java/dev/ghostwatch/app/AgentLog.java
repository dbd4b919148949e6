package dev.ghostwatch.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedFileNamingAndTriggeringPolicy;
import ch.qos.logback.core.rolling.TimeBasedRollingPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import dev.ghostwatch.config.LoggingConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent's own log as the configuration wants it. May be changed while the agent runs. */
final class AgentLog {
  private static final String OURS = "dev.ghostwatch";
  private static final String LINE =
      "%d{\"yyyy-MM-dd'T'HH:mm:ss.SSSXXX\", UTC} %-5level %logger{0} %msg%n";

  /** How often logback looks at the size of the file; by default only once a minute. */
  private static final Duration BETWEEN_LOOKS = Duration.buildBySeconds(1);

  private AgentLog() {}

  /**
   * Writes the log so from now on; what was open before is closed.
   *
   * @throws IOException when the file cannot be written; then nothing has changed
   */
  static void configure(LoggingConfig config) throws IOException {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    Path file = config.file();
    if (file != null) {
      mustBeWritable(file);
    }
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    // Two appenders may not have the same file open at a time.
    root.detachAndStopAllAppenders();
    OutputStreamAppender<ILoggingEvent> appender =
        file == null ? console() : rolling(file, config, context);
    appender.setContext(context);
    appender.setEncoder(encoder(config.format(), context));
    appender.start();
    root.addAppender(appender);
    // What it could not bind to is told by the agent, with what to do.
    context.getLogger("io.javalin.Javalin").setLevel(Level.OFF);
    context.getLogger(OURS).setLevel(Level.valueOf(config.level().name()));
  }

  private static void mustBeWritable(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
  }

  static OutputStreamAppender<ILoggingEvent> console() {
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setTarget("System.err");
    return appender;
  }

  private static OutputStreamAppender<ILoggingEvent> rolling(
      Path file, LoggingConfig config, LoggerContext context) {
    RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
    appender.setContext(context);
    appender.setFile(file.toString());
    SizeAndTimeBasedFileNamingAndTriggeringPolicy<ILoggingEvent> trigger =
        new SizeAndTimeBasedFileNamingAndTriggeringPolicy<>();
    trigger.setContext(context);
    trigger.setMaxFileSize(new FileSize(config.maxSize()));
    trigger.setCheckIncrement(BETWEEN_LOOKS);
    TimeBasedRollingPolicy<ILoggingEvent> policy = new TimeBasedRollingPolicy<>();
    policy.setContext(context);
    policy.setParent(appender);
    policy.setFileNamePattern(file + ".%d{yyyy-MM-dd}.%i.gz");
    policy.setTimeBasedFileNamingAndTriggeringPolicy(trigger);
    policy.setMaxHistory(config.keep());
    policy.setTotalSizeCap(new FileSize(config.maxSize() * config.keep()));
    policy.setCleanHistoryOnStart(true);
    policy.start();
    appender.setRollingPolicy(policy);
    appender.setTriggeringPolicy(policy);
    return appender;
  }

  static Encoder<ILoggingEvent> encoder(LoggingConfig.Format format, LoggerContext context) {
    return switch (format) {
      case TEXT -> {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(LINE);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.start();
        yield encoder;
      }
      case JSON -> {
        JsonLines layout = new JsonLines();
        layout.setContext(context);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setLayout(layout);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.start();
        yield encoder;
      }
    };
  }
}
