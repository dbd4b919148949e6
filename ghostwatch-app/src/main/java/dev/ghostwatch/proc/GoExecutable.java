package dev.ghostwatch.proc;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads the build information that Go's linker puts into every executable, without running it. It
 * may be anybody's file: nothing in it is believed beyond its size.
 */
public final class GoExecutable {
  private static final String SECTION = ".go.buildinfo";
  private static final byte[] MAGIC = "\u00ff Go buildinf:".getBytes(StandardCharsets.ISO_8859_1);
  private static final int ELF_HEADER = 64;
  private static final int MOST_SECTIONS = 200;
  private static final int MOST_BYTES = 1 << 20;

  /** The strings stand in the section itself since Go 1.18; before that they are pointers. */
  private static final int INLINE = 2;

  private static final int FLAGS = 15;
  private static final int STRINGS = 32;

  /** What Go puts before and behind the information about modules. */
  private static final int SENTINEL = 16;

  private GoExecutable() {}

  /**
   * The lines of an executable's build information, such as {@code build\t-ldflags="-X
   * main.AppVersion=1.1.10"}.
   *
   * @return null when it is none of Go's of 64 bits, is older than Go 1.18, or may not be read
   */
  public static @Nullable String buildInfo(Path executable) {
    try (SeekableByteChannel file = Files.newByteChannel(executable)) {
      ByteBuffer section = section(file);
      return section == null ? null : strings(section);
    } catch (IOException | IllegalArgumentException | BufferUnderflowException | IndexOutOfBoundsException _) {
      // Another user's process, or a file that is not what it says: that is "not known".
      return null;
    }
  }

  private static @Nullable ByteBuffer section(SeekableByteChannel file) throws IOException {
    ByteBuffer header = read(file, 0, ELF_HEADER);
    boolean isElf64 = header.getInt(0) == 0x464c457f && header.get(4) == 2 && header.get(5) == 1;
    int count = header.getShort(60);
    int size = header.getShort(58);
    int ofNames = header.getShort(62);
    if (!isElf64 || count < 1 || count > MOST_SECTIONS || size < 64 || ofNames >= count) {
      return null;
    }
    ByteBuffer sections = read(file, header.getLong(40), count * size);
    ByteBuffer names = contents(file, sections, ofNames * size);
    byte[] wanted = (SECTION + "\0").getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < count; i++) {
      int name = sections.getInt(i * size);
      if (name >= 0 && startsWith(names, name, wanted)) {
        return contents(file, sections, i * size);
      }
    }
    return null;
  }

  private static ByteBuffer contents(SeekableByteChannel file, ByteBuffer sections, int at)
      throws IOException {
    long length = sections.getLong(at + 32);
    return read(file, sections.getLong(at + 24), (int) Math.min(length, MOST_BYTES));
  }

  private static @Nullable String strings(ByteBuffer section) {
    if (!startsWith(section, 0, MAGIC) || (section.get(FLAGS) & INLINE) == 0) {
      return null;
    }
    section.position(STRINGS);
    text(section);
    String modules = text(section);
    return modules.length() < 2 * SENTINEL
        ? null
        : modules.substring(SENTINEL, modules.length() - SENTINEL);
  }

  /** A length in seven bits a byte, then as many bytes. */
  private static String text(ByteBuffer from) {
    int length = 0;
    int shift = 0;
    byte next;
    do {
      next = from.get();
      length |= (next & 0x7f) << shift;
      shift += 7;
    } while (next < 0 && shift < 28);
    byte[] bytes = new byte[Math.min(length, from.remaining())];
    from.get(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static boolean startsWith(ByteBuffer buffer, int at, byte[] wanted) {
    if (at > buffer.limit() - wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (buffer.get(at + i) != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private static ByteBuffer read(SeekableByteChannel file, long at, int length)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    file.position(at);
    while (buffer.hasRemaining() && file.read(buffer) >= 0) {
      // Until it is full or the file ends.
    }
    return buffer.flip();
  }
}
