package dev.ghostwatch.app;

import dev.ghostwatch.access.LocalCertificate;
import dev.ghostwatch.access.LocalKey;
import dev.ghostwatch.cli.AgentRequest;
import dev.ghostwatch.cli.AgentRunner;
import dev.ghostwatch.cli.AgentStartException;
import dev.ghostwatch.cli.ExitCode;
import dev.ghostwatch.config.LoadedConfig;
import dev.ghostwatch.config.WebConfig;
import dev.ghostwatch.config.schema.Problem;
import dev.ghostwatch.config.schema.Secret;
import dev.ghostwatch.daemon.AgentLock;
import dev.ghostwatch.daemon.AgentRecord;
import dev.ghostwatch.daemon.AgentRunsException;
import dev.ghostwatch.daemon.ConfigReload;
import dev.ghostwatch.daemon.PidFile;
import dev.ghostwatch.daemon.Signals;
import dev.ghostwatch.history.StoreException;
import dev.ghostwatch.model.ListenAddress;
import dev.ghostwatch.model.Phrase;
import dev.ghostwatch.text.Texts;
import dev.ghostwatch.web.security.TlsFiles;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs an agent in this process until a signal or its own end stops it. */
final class AgentProcess {
  private static final Logger LOG = LoggerFactory.getLogger(Agent.class);
  private static final Duration DRAIN = Duration.ofSeconds(5);

  private AgentProcess() {}

  static void run(AgentRequest request, AgentRunner.Started started, InstantSource clock)
      throws AgentStartException, AgentRunsException, IOException, InterruptedException {
    log(request);
    CountDownLatch drained = new CountDownLatch(1);
    try (AgentLock lock = lock(request, clock);
        Agent agent = firstAgent(request, clock)) {
      trustCommands(agent, request);
      ListenAddress address = start(agent, request);
      Signals.onTermination(
          DRAIN,
          () -> {
            agent.stop();
            awaitQuietly(drained);
          },
          () -> LOG.error("event=stopped-late text=\"not everything was put in order in 5 s\""));
      onHangup(agent, request);
      if (lock != null) {
        if (lock.replaced() instanceof PidFile.Found.Stale(AgentRecord before, boolean _)) {
          LOG.warn(
              "event=stale-pid-file pid={} since={} text=\"an agent ended without removing it\"",
              before.pid(),
              before.since());
        }
        boolean isEncrypted = request.config().config().web().hasTls();
        lock.ready(clock.instant(), (isEncrypted ? "https://" : "http://") + address);
      }
      started.at(address);
      agent.await();
    } finally {
      drained.countDown();
    }
  }

  private static @Nullable AgentLock lock(AgentRequest request, InstantSource clock)
      throws AgentRunsException, IOException {
    return request.pidFile() == null
        ? null
        : AgentLock.acquire(
            request.pidFile(), clock.instant(), Version.text(), request.config().file());
  }

  private static Agent firstAgent(AgentRequest request, InstantSource clock)
      throws AgentStartException, InterruptedException {
    FirstStores.make(request);
    return agent(request, clock);
  }

  /** An agent that is not started yet. */
  static Agent agent(AgentRequest request, InstantSource clock) throws AgentStartException {
    try {
      return new Agent(request, Version.text(), tls(request), clock);
    } catch (StoreException e) {
      throw new AgentStartException(ExitCode.FAILED, e.phrase(), e);
    } catch (SQLException e) {
      throw new AgentStartException(
          ExitCode.FAILED,
          Phrase.of(
              "serve.alertStore", String.valueOf(request.alerts()), String.valueOf(e.getMessage())),
          e);
    }
  }

  private static @Nullable TlsFiles tls(AgentRequest request) throws AgentStartException {
    WebConfig web = request.config().config().web();
    if (web.certificate() == null || web.key() == null) {
      return null;
    }
    try {
      return new TlsFiles(
          web.certificate(), web.key(), certificate -> tellCommands(certificate, request));
    } catch (IOException e) {
      throw new AgentStartException(
          ExitCode.FAILED, Phrase.of("serve.tls", String.valueOf(e.getMessage())), e);
    }
  }

  /** Commands know the agent by its certificate; without the file they cannot ask it. */
  private static void tellCommands(Certificate certificate, AgentRequest request) {
    if (request.pidFile() != null) {
      Path file = LocalCertificate.beside(request.pidFile().path());
      try {
        LocalCertificate.write(file, certificate);
      } catch (IOException e) {
        LOG.warn(
            "event=local-certificate-unwritten file={} text=\"{}; commands of this host cannot ask"
                + " the agent\"",
            file,
            e.toString());
      }
    }
  }

  /** Lets the commands of this user in; without the key they must bring a token. */
  private static void trustCommands(Agent agent, AgentRequest request) {
    if (request.pidFile() != null) {
      Path file = LocalKey.beside(request.pidFile().path());
      try {
        String key = LocalKey.write(file, bytes -> new SecureRandom().nextBytes(bytes));
        agent.trust(new Secret(key));
      } catch (IOException e) {
        LOG.warn(
            "event=local-key-unwritten file={} text=\"{}; commands that change something need a"
                + " token\"",
            file,
            e.toString());
      }
    }
  }

  private static void log(AgentRequest request) throws AgentStartException {
    try {
      AgentLog.configure(request.config().config().logging());
    } catch (IOException e) {
      throw new AgentStartException(
          ExitCode.FAILED,
          Phrase.of(
              "serve.log",
              String.valueOf(request.config().config().logging().file()),
              String.valueOf(e.getMessage())),
          e);
    }
  }

  /** Starts it, and says what kept it from starting. */
  static ListenAddress start(Agent agent, AgentRequest request) throws AgentStartException {
    try {
      return agent.start();
    } catch (JavalinBindException e) {
      throw new AgentStartException(
          ExitCode.FAILED, Phrase.of("serve.bind", request.listen().toString(), why(e)), e);
    } catch (UnusableRulesException e) {
      Texts texts = Texts.of(Languages.of(request.config().config().language()));
      throw new AgentStartException(
          ExitCode.FAILED,
          Phrase.of(
              "serve.rules",
              String.valueOf(e.problems().size()),
              String.join(
                  "\n", e.problems().stream().map(problem -> problem.text(texts::get)).toList())),
          e);
    }
  }

  /** What the system said; Javalin wraps it twice. */
  private static String why(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  private static void onHangup(Agent agent, AgentRequest request) {
    Supplier<LoadedConfig> reread =
        () -> {
          LoadedConfig read = request.reread().get();
          if (read.isUsable()) {
            agent.show(read);
          }
          return read;
        };
    ConfigReload reload = new ConfigReload(request.config(), reread, agent::apply);
    Texts texts = Texts.of(Languages.of(request.config().config().language()));
    Signals.onHangup(() -> reloaded(reload.reload(), texts));
  }

  private static void reloaded(ConfigReload.Outcome outcome, Texts texts) {
    switch (outcome) {
      case ConfigReload.Outcome.Unchanged() -> LOG.info("event=reloaded changes=none");
      case ConfigReload.Outcome.Applied applied -> {
        applied.warnings().forEach(problem -> warn(problem, texts));
        LOG.info("event=reloaded changes={}", applied.changed());
        if (!applied.afterRestart().isEmpty()) {
          LOG.warn(
              "event=restart-needed changes={} text=\"they take effect after 'ghostwatch"
                  + " restart'\"",
              applied.afterRestart());
        }
      }
      case ConfigReload.Outcome.Kept(List<Problem> problems) ->
          problems.forEach(problem -> {
            if (problem.isError()) {
              LOG.error(
                  "event=reload-refused text=\"{}\" consequence=\"the old configuration stays\"",
                  problem.text(texts::get));
            } else {
              warn(problem, texts);
            }
          });
    }
  }

  private static void warn(Problem problem, Texts texts) {
    LOG.warn("event=config-warning text=\"{}\"", problem.text(texts::get));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
