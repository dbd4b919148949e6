package dev.ghostwatch.app;

import dev.ghostwatch.cli.AgentRequest;
import dev.ghostwatch.cli.AgentRunner;
import dev.ghostwatch.cli.AgentStartException;
import io.javalin.util.JavalinBindException;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs an agent in this process until a signal or its own end stops it. */
final class AgentProcess {
  /** SIGTERM is answered within five seconds; this leaves some for the JVM. */
  private static final long DRAIN_SECONDS = 4;

  private AgentProcess() {}

  static void run(AgentRequest request, AgentRunner.Started started, InstantSource clock)
      throws AgentStartException, InterruptedException {
    CountDownLatch drained = new CountDownLatch(1);
    try (Agent agent = new Agent(request, Version.text(), clock)) {
      try {
        started.at(agent.start());
      } catch (JavalinBindException e) {
        throw new AgentStartException(
            "The agent cannot listen on "
                + request.listen()
                + ": "
                + e.getMessage()
                + "\nAnother agent may run there already; choose another address with --listen.",
            e);
      }
      Thread drain = Thread.ofPlatform().unstarted(() -> stop(agent, drained));
      Runtime.getRuntime().addShutdownHook(drain);
      agent.await();
    } finally {
      drained.countDown();
    }
  }

  /** On SIGTERM and Ctrl-C: lets the agent end in order, and the JVM with it. */
  private static void stop(Agent agent, CountDownLatch drained) {
    agent.stop();
    try {
      drained.await(DRAIN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
