package dev.ghostwatch.cli;

import dev.ghostwatch.source.discovery.DiscoveryOptions;
import dev.ghostwatch.terminal.top.Look;
import dev.ghostwatch.terminal.top.TopLoop;
import dev.ghostwatch.terminal.top.TopRun;
import dev.ghostwatch.text.Language;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Looks once a second: through the agent while one runs and answers, else directly. One thread at a
 * time.
 */
final class TopLooks implements TopLoop.Looks, AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final @Nullable TopAgent agent;
  private final DiscoveryOptions options;
  private final CliContext context;
  private final TopPast past = new TopPast();
  private @Nullable TopDirect direct;
  private boolean closed;
  private boolean looked;

  /**
   * @param agent null when no agent is to be asked
   * @param options where to look without one
   */
  TopLooks(@Nullable TopAgent agent, DiscoveryOptions options, CliContext context) {
    this.agent = agent;
    this.options = options;
    this.context = context;
  }

  @Override
  public Look next(@Nullable TopRun inView, Language language) throws InterruptedException {
    if (looked) {
      context.waiter().waitFor(EVERY);
    }
    looked = true;
    return look(inView, language);
  }

  private synchronized Look look(@Nullable TopRun inView, Language language)
      throws InterruptedException {
    if (closed) {
      throw new InterruptedException("closed");
    }
    String trouble = null;
    if (agent != null) {
      try {
        AgentLine line = agent.line();
        if (line != null) {
          Look look = TopAgent.look(line, past, inView, language, context.clock().instant());
          stopDirect();
          return look;
        }
      } catch (IOException e) {
        // It is shown that the agent is silent, and what it would tell is read directly.
        trouble = String.valueOf(e.getMessage());
      }
    }
    if (direct == null) {
      direct = new TopDirect(options, context);
    }
    return direct.look(inView, language, context.clock().instant(), trouble);
  }

  /** A run was steered. An agent sees it by itself, from the log or when it next asks. */
  synchronized void steered(TopRun run) {
    if (direct != null) {
      direct.refresh(run);
    }
  }

  private void stopDirect() {
    if (direct != null) {
      direct.close();
      direct = null;
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    stopDirect();
  }
}
