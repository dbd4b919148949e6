package dev.ghostwatch.source.journal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Follows the journal through the program {@code journalctl}, which knows its format and its
 * rights. One program runs for each follower until it is closed. {@link #next} waits for a line,
 * and is for one thread.
 */
public final class JournalFollower implements AutoCloseable {
  /** journald's own lines end at 48 kB; a list of bytes takes five characters for one. */
  private static final int LONGEST = 1 << 20;

  private static final List<Path> FOLDERS =
      List.of(Path.of("/run/log/journal"), Path.of("/var/log/journal"));
  private static final int KEPT_COMPLAINTS = 4000;
  private static final String GROUPS =
      "Add the agent's user to the group systemd-journal (or adm) and restart the agent, run it as"
          + " root, or let gh-ost write to a file";

  private final Process process;
  private final InputStream lines;
  private final Thread listener;
  private final StringBuilder complaints = new StringBuilder();
  private volatile boolean closed;

  private JournalFollower(Process process) {
    this.process = process;
    this.lines = new BufferedInputStream(process.getInputStream(), 1 << 16);
    this.listener = Thread.ofVirtual().name("journal complaints").start(this::listen);
  }

  /** Starts to follow this system's journal. */
  public static JournalFollower start(JournalQuery query) throws JournalException {
    JournalFollower follower = start(query, List.of("journalctl"));
    // Where there is none, journalctl -f waits for one and says nothing (systemd 252).
    if (FOLDERS.stream().noneMatch(JournalFollower::mayHoldJournals)) {
      follower.close();
      throw noJournal();
    }
    return follower;
  }

  private static boolean mayHoldJournals(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (DirectoryStream<Path> machines = Files.newDirectoryStream(folder)) {
      return machines.iterator().hasNext();
    } catch (IOException _) {
      // Not to be listed by this user: journalctl will tell what it thinks of it.
      return true;
    }
  }

  /** The same with another program, for instance one that enters a container first. */
  public static JournalFollower start(JournalQuery query, List<String> program)
      throws JournalException {
    List<String> command = new ArrayList<>(program);
    command.addAll(query.arguments());
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      // What it complains about is understood in English.
      builder.environment().put("LC_ALL", "C");
      Process process = builder.start();
      process.getOutputStream().close();
      return new JournalFollower(process);
    } catch (IOException e) {
      throw new JournalException(
          JournalException.Kind.NO_PROGRAM,
          "gh-ost's output goes to the journal, and "
              + program.getFirst()
              + " cannot be run to read it ("
              + e.getMessage()
              + "). Install systemd's journalctl where the agent runs, or let gh-ost write to a"
              + " file",
          e);
    }
  }

  /**
   * The next line, waiting for it.
   *
   * @return null when closed
   * @throws JournalException when the journal cannot be read any further
   */
  public @Nullable JournalLine next() throws JournalException, InterruptedException {
    try {
      for (String text = readLine(); text != null; text = readLine()) {
        JournalLine line = JournalEntryParser.parse(text);
        if (line != null) {
          return line;
        }
      }
    } catch (IOException e) {
      if (!closed) {
        throw new JournalException(
            JournalException.Kind.FAILED, "reading the journal failed: " + e.getMessage(), e);
      }
    }
    if (closed) {
      return null;
    }
    throw failure();
  }

  /**
   * What is to be said although it runs: without the rights the journal looks empty instead of
   * being refused. Null when there is nothing.
   */
  public @Nullable String warning() {
    synchronized (complaints) {
      return isBlind() ? notPermitted() : null;
    }
  }

  private @Nullable String readLine() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
    int octet = lines.read();
    if (octet < 0) {
      return null;
    }
    for (; octet >= 0 && octet != '\n'; octet = lines.read()) {
      if (line.size() < LONGEST) {
        line.write(octet);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  private void listen() {
    try (InputStream errors = process.getErrorStream()) {
      byte[] buffer = new byte[1024];
      for (int length = errors.read(buffer); length >= 0; length = errors.read(buffer)) {
        synchronized (complaints) {
          if (complaints.length() < KEPT_COMPLAINTS) {
            complaints.append(new String(buffer, 0, length, StandardCharsets.UTF_8));
          }
        }
      }
    } catch (IOException _) {
      // The program was ended; what it has said so far counts.
    }
  }

  private JournalException failure() throws InterruptedException {
    if (!process.waitFor(2, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    listener.join(2000);
    synchronized (complaints) {
      String said = complaints.toString().strip();
      if (isBlind()) {
        return new JournalException(JournalException.Kind.NO_PERMISSION, notPermitted(), null);
      }
      if (said.contains("No journal files were found")) {
        return noJournal();
      }
      return new JournalException(
          JournalException.Kind.FAILED,
          "journalctl ended with "
              + process.exitValue()
              + (said.isEmpty() ? "" : ": " + said)
              + "; starting it again goes on behind the last line",
          null);
    }
  }

  private static JournalException noJournal() {
    return new JournalException(
        JournalException.Kind.NO_JOURNAL,
        "gh-ost's output goes to the journal, and no journal is found here. In a container, mount"
            + " the host's /run/log/journal, /var/log/journal and /etc/machine-id, or run the"
            + " agent on the host",
        null);
  }

  private boolean isBlind() {
    String said = complaints.toString();
    return said.contains("not seeing messages from other users")
        || said.contains("insufficient permissions")
        || said.contains("Permission denied");
  }

  private static String notPermitted() {
    return "gh-ost's output goes to the journal, which this user may not read. " + GROUPS;
  }

  @Override
  public void close() {
    closed = true;
    process.destroy();
  }
}
