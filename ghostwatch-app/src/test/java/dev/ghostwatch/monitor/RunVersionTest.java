package dev.ghostwatch.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.testing.FakeProc;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunVersionTest {
  private static final String SENTINEL = "0w\u00af\u000c\u0092t\b\u0002A\u00e1\u00c1\u0007\u00e6\u00d6\u0018\u00e6";

  private FakeProc proc;

  @BeforeEach
  void build(@TempDir Path folder) {
    proc = new FakeProc(folder);
  }

  @Test
  void isWhatTheBuildSet() {
    executable(
        "path\tgithub.com/github/gh-ost/go/cmd/gh-ost\nmod\tgithub.com/github/gh-ost\t(devel)\t\n"
            + "build\t-ldflags=\"-X main.AppVersion=1.1.10 -X main.GitCommit=abc\"\n");
    assertThat(RunVersion.ofExecutable(proc.root, 42)).isEqualTo("1.1.10");
  }

  @Test
  void isTheModulesOfOneThatGoInstalled() {
    executable(
        "path\tgithub.com/github/gh-ost/go/cmd/gh-ost\nmod\tgithub.com/github/gh-ost\tv1.1.7\th1:x\n");
    assertThat(RunVersion.ofExecutable(proc.root, 42)).isEqualTo("1.1.7");
  }

  @Test
  void isUnknownWhereNothingSaysIt() {
    assertThat(RunVersion.ofExecutable(proc.root, 42)).isNull();
    executable("path\tgithub.com/github/gh-ost/go/cmd/gh-ost\nbuild\tCGO_ENABLED=0\n");
    assertThat(RunVersion.ofExecutable(proc.root, 42)).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 63, 64, 100, 200, 330})
  void anExecutableThatIsCutOffIsUnknown(int length) {
    byte[] whole = elf("build\t-ldflags=\"-X main.AppVersion=1.1.10\"\n");
    byte[] cut = new byte[length];
    System.arraycopy(whole, 0, cut, 0, length);
    proc.bytes("42/exe", cut);
    assertThat(RunVersion.ofExecutable(proc.root, 42)).isNull();
  }

  private void executable(String info) {
    proc.bytes("42/exe", elf(info));
  }

  /** An ELF file of 64 bits with two sections: the names, and Go's build information. */
  private static byte[] elf(String info) {
    byte[] names = "\0.shstrtab\0.go.buildinfo\0".getBytes(StandardCharsets.ISO_8859_1);
    String modules = SENTINEL + info + SENTINEL;
    byte[] go = "\u0008go1.27.3".getBytes(StandardCharsets.ISO_8859_1);
    byte[] text = modules.getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer file = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0x464c457f).put((byte) 2).put((byte) 1);
    file.putLong(40, 64).putShort(58, (short) 64).putShort(60, (short) 2).putShort(62, (short) 0);
    int at = 64 + 2 * 64;
    section(file, 64, 1, at, names.length);
    file.put(at, names);
    at += 64;
    section(file, 128, 11, at, 32 + go.length + 2 + text.length);
    file.put(at, "\u00ff Go buildinf:\u0008\u0002".getBytes(StandardCharsets.ISO_8859_1));
    at += 32;
    file.put(at, go);
    at += go.length;
    file.put(at, (byte) (text.length & 0x7f | 0x80)).put(at + 1, (byte) (text.length >> 7));
    file.put(at + 2, text);
    return file.array();
  }

  private static void section(ByteBuffer file, int header, int name, int at, int length) {
    file.putInt(header, name).putLong(header + 24, at).putLong(header + 32, length);
  }
}
