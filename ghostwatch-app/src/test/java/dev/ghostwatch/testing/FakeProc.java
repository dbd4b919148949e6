package dev.ghostwatch.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Builds a tree with the layout of {@code /proc}. */
public final class FakeProc {

  public static final String OWN_FILES = "mnt:[1]";
  public static final String OWN_NETWORK = "net:[1]";

  public final Path root;
  private final StringBuilder unix = new StringBuilder("Num       RefCount Protocol Flags\n");

  public FakeProc(Path root) {
    this.root = root;
    directory("self/ns");
    link("self/ns/mnt", OWN_FILES);
    link("self/ns/net", OWN_NETWORK);
    link("self/ns/pid", "pid:[4026531836]");
    text("stat", "cpu  1 2 3\nbtime 1763800000\nprocesses 5\n");
    process(1, "init", "/sbin/init");
    text("net/unix", unix.toString());
    text("net/tcp", "  sl  local_address\n");
  }

  /** A process that sees the same files and network as the reader. */
  public Fake process(long pid, String command, String... arguments) {
    return process(pid, command, String.join("\0", arguments) + "\0");
  }

  public Fake process(long pid, String command, String commandLine) {
    return process(pid, command, commandLine.getBytes(StandardCharsets.UTF_8));
  }

  public Fake process(long pid, String command, byte[] commandLine) {
    Fake fake = new Fake(pid);
    directory(pid + "/ns");
    directory(pid + "/fd");
    text(pid + "/comm", command + "\n");
    bytes(pid + "/cmdline", commandLine);
    fake.namespaces(OWN_FILES, OWN_NETWORK).startedAtTick(500, 1);
    text(pid + "/status", "Name:\t" + command + "\nUid:\t0\t0\t0\t0\n");
    return fake;
  }

  public Fake ghost(long pid, String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "/usr/bin/gh-ost";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return process(pid, "gh-ost", all);
  }

  /** Adds a listening socket to the list of this host's network. */
  public FakeProc listens(long inode, String path) {
    unix.append(unixRow(inode, path));
    return text("net/unix", unix.toString());
  }

  public static String unixRow(long inode, String path) {
    return "00000000040b410e: 00000002 00000000 00010000 0001 01 %5d %s\n".formatted(inode, path);
  }

  public FakeProc text(String file, String text) {
    return bytes(file, text.getBytes(StandardCharsets.UTF_8));
  }

  public FakeProc bytes(String file, byte[] bytes) {
    try {
      Path path = root.resolve(file);
      Files.createDirectories(path.getParent());
      Files.write(path, bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public FakeProc remove(String file) {
    try {
      Files.delete(root.resolve(file));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process has ended. */
  public void gone(long pid) {
    Path process = root.resolve(Long.toString(pid));
    if (!Files.exists(process)) {
      return;
    }
    try (Stream<Path> files = Files.walk(process)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public FakeProc directory(String name) {
    try {
      Files.createDirectories(root.resolve(name));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public FakeProc link(String name, String target) {
    try {
      Path path = root.resolve(name);
      Files.deleteIfExists(path);
      Files.createSymbolicLink(path, Path.of(target));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /** One process of the tree. */
  public final class Fake {
    private final long pid;

    Fake(long pid) {
      this.pid = pid;
    }

    public Fake opened(int descriptor, String target) {
      link(pid + "/fd/" + descriptor, target);
      return this;
    }

    public Fake file(String name, String text) {
      text(pid + "/" + name, text);
      return this;
    }

    public Fake linked(String name, String target) {
      link(pid + "/" + name, target);
      return this;
    }

    public Fake without(String name) {
      remove(pid + "/" + name);
      return this;
    }

    public Fake namespaces(String files, String network) {
      return linked("ns/mnt", files).linked("ns/net", network);
    }

    public Fake startedAtTick(long tick, long parent) {
      return file(
          "stat",
          pid
              + " (gh) (ost) S "
              + parent
              + " 0 0 0 -1 0 1 2 3 4 5 6 7 8 20 0 9 0 "
              + tick
              + " 9\n");
    }
  }
}
