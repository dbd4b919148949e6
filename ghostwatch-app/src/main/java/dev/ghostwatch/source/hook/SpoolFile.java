package dev.ghostwatch.source.hook;

import dev.ghostwatch.client.hook.HookKind;
import dev.ghostwatch.client.hook.HookVariable;
import dev.ghostwatch.client.hook.HookVariables;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a hook wrote: {@code NAME LENGTH VALUE} line by line, the length in bytes, so that a value
 * may hold anything, line breaks too. The first line says {@code ghostwatch-hook}, the last {@code
 * END}. Names that are not known here are skipped: they come from a later release.
 */
record SpoolFile(HookKind kind, @Nullable Long ghostPid, HookVariables variables) {
  static final int VERSION = 1;

  private static final int LONGEST_NAME = 64;
  private static final int MOST_LINES = 200;

  /** Why a file is no event. */
  static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
      super(message);
    }
  }

  static SpoolFile parse(byte[] bytes) throws MalformedException {
    Reader reader = new Reader(bytes);
    if (!reader.next() || !reader.name.equals("ghostwatch-hook")) {
      throw new MalformedException("it does not begin with ghostwatch-hook");
    }
    if (!reader.value.equals(Integer.toString(VERSION))) {
      throw new MalformedException(
          "its format is version " + reader.value + ", this GhostWatch reads " + VERSION);
    }
    HookKind kind = null;
    Long pid = null;
    Map<HookVariable, String> variables = new EnumMap<>(HookVariable.class);
    while (reader.next()) {
      switch (reader.name) {
        case "HOOK" -> kind = HookKind.byFileName(reader.value);
        case "PID" -> pid = pid(reader.value);
        case "END" -> {
          if (kind == null) {
            throw new MalformedException("it names no hook that gh-ost has");
          }
          return new SpoolFile(kind, pid, new HookVariables(variables));
        }
        default -> {
          HookVariable variable = HookVariable.byName(reader.name);
          if (variable != null) {
            variables.put(variable, reader.value);
          }
        }
      }
    }
    throw new MalformedException("it is cut off: there is no END");
  }

  private static @Nullable Long pid(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException _) {
      // A shell without a parent's number; the event counts all the same.
      return null;
    }
  }

  private static final class Reader {
    private final byte[] bytes;
    private int at;
    private int lines;
    private String name = "";
    private String value = "";

    Reader(byte[] bytes) {
      this.bytes = bytes;
    }

    /** False at the end of the bytes. */
    boolean next() throws MalformedException {
      if (at >= bytes.length) {
        return false;
      }
      if (++lines > MOST_LINES) {
        throw new MalformedException("it has more than " + MOST_LINES + " variables");
      }
      name = word();
      int length = length(word());
      if (length < 0 || length >= bytes.length - at || bytes[at + length] != '\n') {
        throw new MalformedException("the length in front of byte " + at + " is wrong");
      }
      value = new String(bytes, at, length, StandardCharsets.UTF_8);
      at += length + 1;
      return true;
    }

    private String word() throws MalformedException {
      int start = at;
      while (at < bytes.length && at - start < LONGEST_NAME && bytes[at] > ' ') {
        at++;
      }
      if (at == start || at >= bytes.length || bytes[at] != ' ') {
        throw new MalformedException("there is no NAME LENGTH VALUE at byte " + start);
      }
      return new String(bytes, start, at++ - start, StandardCharsets.US_ASCII);
    }

    private static int length(String text) {
      try {
        return Integer.parseInt(text);
      } catch (NumberFormatException _) {
        return -1;
      }
    }
  }
}
