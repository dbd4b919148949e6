package dev.ghostwatch.alert.receiver;

import dev.ghostwatch.alert.Delivery;
import dev.ghostwatch.alert.Letter;
import dev.ghostwatch.alert.Receiver;
import dev.ghostwatch.config.receiver.CommandConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program with the alert as JSON on its standard input. It ends with 0 when it has done its
 * work; with 64, 65, 77 or 78 of {@code sysexits.h} another try would not help; with any other it
 * is run again later.
 */
final class CommandReceiver implements Receiver {
  private static final int MOST_OUTPUT = 4096;
  private static final Set<Integer> FINAL = Set.of(64, 65, 77, 78);

  /** The agent's own environment may hold passwords. */
  private static final Set<String> PASSED_ON =
      Set.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR");

  private final CommandConfig config;
  private final ReceiverContext context;

  CommandReceiver(CommandConfig config, ReceiverContext context) {
    this.config = config;
    this.context = context;
  }

  @Override
  public Delivery deliver(Letter letter) throws InterruptedException {
    Message message = Message.of(letter, context.words(), context.zone());
    String input =
        Payload.of(
            letter,
            message,
            new Fit(Markup.PLAIN, context.words(), Integer.MAX_VALUE, String::length));
    List<String> command = new ArrayList<>(List.of(config.program().toString()));
    command.addAll(config.arguments());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().retainAll(PASSED_ON);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return new Delivery.Retry(
          context.causes().say("noProgram", name(), String.valueOf(e.getMessage())), null);
    }
    try {
      return run(process, input);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private Delivery run(Process process, String input) throws InterruptedException {
    CompletableFuture<String> output = new CompletableFuture<>();
    Thread.ofVirtual().name("command-output").start(() -> output.complete(read(process)));
    Thread.ofVirtual().name("command-input").start(() -> write(process, input));
    if (!process.waitFor(context.limit().toMillis(), TimeUnit.MILLISECONDS)) {
      return new Delivery.Retry(
          context.causes().say("slowProgram", name(), Causes.duration(context.limit())), null);
    }
    int code = process.exitValue();
    if (code == 0) {
      return new Delivery.Delivered();
    }
    // What it started may hold its output open; then what was read so far is not waited for.
    String said = output.completeOnTimeout("", 1, TimeUnit.SECONDS).join();
    String cause = context.causes().say("program", name(), String.valueOf(code), said);
    return FINAL.contains(code) ? new Delivery.Rejected(cause) : new Delivery.Retry(cause, null);
  }

  private String name() {
    return config.program().toString();
  }

  private static String read(Process process) {
    try (InputStream out = process.getInputStream()) {
      String beginning = new String(out.readNBytes(MOST_OUTPUT), StandardCharsets.UTF_8);
      out.transferTo(OutputStream.nullOutputStream());
      return beginning;
    } catch (IOException _) {
      return "";
    }
  }

  /** A program need not read its input. */
  private static void write(Process process, String input) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException _) {
      return;
    }
  }
}
