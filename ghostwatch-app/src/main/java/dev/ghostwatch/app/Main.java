package dev.ghostwatch.app;

import dev.ghostwatch.cli.Cli;
import dev.ghostwatch.cli.CliContext;
import dev.ghostwatch.cli.CommandCatalogue;
import dev.ghostwatch.client.socket.ControlSocket;
import dev.ghostwatch.terminal.Screen;
import dev.ghostwatch.terminal.tamboui.FullScreen;
import dev.ghostwatch.text.Language;
import dev.ghostwatch.text.Lazy;
import dev.ghostwatch.text.Texts;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;

/** Where the program begins: gives the commands the real world and exits with what they say. */
public final class Main {
  private static final int INTERRUPTED = 130;

  private Main() {}

  /** Runs one command line and exits. */
  public static void main(String[] arguments) {
    System.exit(
        run(
            arguments,
            System.in,
            stream(FileDescriptor.out),
            stream(FileDescriptor.err),
            System.getenv()));
  }

  static int run(
      String[] arguments,
      InputStream in,
      PrintStream out,
      PrintStream err,
      Map<String, String> environment) {
    InstantSource clock = InstantSource.system();
    RealTime time = new RealTime();
    CliContext context =
        new CliContext(
            in,
            out,
            err,
            new ResizingScreen(
                Screen.of(
                    System.getProperty("ghostwatch.terminal"),
                    Boolean.getBoolean("ghostwatch.errors"),
                    environment),
                environment,
                clock),
            new Lazy<>(() -> Texts.of(Language.of(environment))),
            environment,
            clock,
            new Lazy<>(ZoneId::systemDefault),
            time,
            Path.of("/proc"),
            ControlSocket::new,
            user(environment));
    CommandCatalogue catalogue =
        new CommandCatalogue(
            (speed, port) -> DemoAgent.start(SimulatedStage.start(speed, clock), port, environment),
            (request, started) -> AgentProcess.run(request, started, clock),
            // No method reference: that would load the dashboard's library, which most commands lack.
            (unicode, colour) -> FullScreen.open(unicode, colour),
            bytes -> new SecureRandom().nextBytes(bytes));
    try {
      return new Cli(catalogue, Version::text).run(arguments, context);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return INTERRUPTED;
    } finally {
      time.ended();
    }
  }

  /** Text is UTF-8 whatever the locale: JSON must be, and a terminal passes bytes on. */
  private static PrintStream stream(FileDescriptor descriptor) {
    OutputStream out = new FileOutputStream(descriptor);
    return new PrintStream(new BufferedOutputStream(out, 8192), true, StandardCharsets.UTF_8);
  }

  /** Who gives the commands: behind sudo the person, not root. */
  private static String user(Map<String, String> environment) {
    String name = System.getProperty("user.name", "?");
    String person = environment.get("SUDO_USER");
    return person == null || person.isEmpty() || person.equals(name)
        ? name
        : person + " (as " + name + ")";
  }
}
