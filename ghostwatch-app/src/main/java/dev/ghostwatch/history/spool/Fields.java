package dev.ghostwatch.history.spool;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of entries as bytes: a text has its length before it, -1 when there is none. */
final class Fields {
  private static final int LONGEST_TEXT = 16 << 20;

  private Fields() {}

  static void text(DataOutputStream out, @Nullable String text) throws IOException {
    if (text == null) {
      out.writeInt(-1);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static void optionalTime(DataOutputStream out, @Nullable Instant time) throws IOException {
    text(out, time == null ? null : String.valueOf(time.toEpochMilli()));
  }

  static void list(DataOutputStream out, List<String> values) throws IOException {
    out.writeInt(values.size());
    for (String value : values) {
      text(out, value);
    }
  }

  static void map(DataOutputStream out, Map<String, String> values) throws IOException {
    out.writeInt(values.size());
    for (Map.Entry<String, String> value : values.entrySet()) {
      text(out, value.getKey());
      text(out, value.getValue());
    }
  }

  static Instant time(DataInputStream in) throws IOException {
    return Instant.ofEpochMilli(in.readLong());
  }

  static @Nullable Instant optionalTime(DataInputStream in) throws IOException {
    String text = optional(in);
    return text == null ? null : Instant.ofEpochMilli(Long.parseLong(text));
  }

  static String required(DataInputStream in) throws IOException {
    String text = optional(in);
    if (text == null) {
      throw new IOException("an entry of the spool lacks a text it must have");
    }
    return text;
  }

  static @Nullable String optional(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      return null;
    }
    if (length > LONGEST_TEXT) {
      throw new IOException("a text of the spool says it has " + length + " bytes");
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new IOException("the spool ends in the middle of a text");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static List<String> list(DataInputStream in) throws IOException {
    List<String> values = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      values.add(required(in));
    }
    return values;
  }

  static Map<String, String> map(DataInputStream in) throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      values.put(required(in), required(in));
    }
    return values;
  }
}
