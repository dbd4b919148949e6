package dev.ghostwatch.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.ghostwatch.config.LoggingConfig;

/**
 * How logging begins, before a configuration is read: lines on standard error, ours from INFO on,
 * those of libraries from WARN on. Logback finds it as a service. In code, because an XML file
 * would cost each agent an XML parser: a tenth of its start and some megabytes.
 */
public final class FirstLog extends ContextAwareBase implements Configurator {
  @Override
  public ExecutionStatus configure(LoggerContext context) {
    OutputStreamAppender<ILoggingEvent> appender = AgentLog.console();
    appender.setContext(context);
    appender.setEncoder(AgentLog.encoder(LoggingConfig.Format.TEXT, context));
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(appender);
    context.getLogger("dev.ghostwatch").setLevel(Level.INFO);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
