package dev.ghostwatch.client.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ghostwatch.client.command.NamedCommand.NoThrottle;
import dev.ghostwatch.client.command.NamedCommand.Panic;
import dev.ghostwatch.client.command.NamedCommand.Throttle;
import dev.ghostwatch.client.command.NamedCommand.Unpostpone;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeCommandTest {

  private static final List<Function<String, ChangeCommand>> NAMED =
      List.of(Throttle::new, NoThrottle::new, Unpostpone::new, Panic::new);

  @Test
  void theFourCarryTheTablesName() {
    assertThat(NAMED)
        .extracting(make -> make.apply("orders").wire())
        .containsExactly(
            "throttle=orders", "no-throttle=orders", "unpostpone=orders", "panic=orders");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "my orders | my orders",
        "or.ders | or.ders",
        "or`ders | or`ders",
        "a=b | a=b",
        "订单🦊 | 订单🦊",
        "a'b\"c | a'b\"c",
        "^ orders^ | ^\" orders\"^",
        "\"orders\" | \"\\\"orders\\\"\"",
        "`x` | \"`x`\"",
        "'x' | \"'x'\"",
        "^\\ ^ | ^\"\\\\ \"^"
      })
  void aNameArrivesAsItIs(String table, String argument) {
    assertThat(new Throttle(table).wire()).isEqualTo("throttle=" + argument);
    assertThat(asGhostReads(new Throttle(table).wire())).isEqualTo(table);
  }

  /** Trims and unquotes as gh-ost does. */
  private static String asGhostReads(String line) {
    String argument = line.substring(line.indexOf('=') + 1).strip();
    if (argument.length() >= 2 && argument.startsWith("\"") && argument.endsWith("\"")) {
      return argument.substring(1, argument.length() - 1).replaceAll("\\\\(.)", "$1");
    }
    return argument;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "?",
        " ? ",
        "\"?\"",
        "a\nb",
        "a\rb",
        "\n",
        "a\u0000b",
        "\ud800",
        "a\udc00"
      })
  void aNameThatCannotBeSentIsRefused(String table) {
    for (Function<String, ChangeCommand> make : NAMED) {
      assertThatThrownBy(() -> make.apply(table))
          .isInstanceOf(UnsendableCommandException.class)
          .hasMessageEndingWith("Nothing was sent.");
    }
  }

  @Test
  void theWholeLineFitsWhatGhostReads() {
    String longest = "x".repeat(4096 - "panic=\n".length());
    assertThat(new Panic(longest).wire() + "\n").hasSize(4096);
    assertThatThrownBy(() -> new Panic(longest + "x"))
        .isInstanceOf(UnsendableCommandException.class)
        .hasMessageContaining("a line of 4097 bytes; gh-ost reads 4096");
    assertThatThrownBy(() -> new Panic("单".repeat(1400)))
        .isInstanceOf(UnsendableCommandException.class);
  }

  @Test
  void theMessageOfARefusalIsSafeToPrint() {
    assertThatThrownBy(() -> new Panic("\u001b[2J\n")).hasMessageContaining("'\\x1b[2J\\n'");
  }

  @Test
  void theFlagFileIsAnAbsolutePath() {
    assertThat(new PostponeCutOver("/tmp/a b").wire())
        .isEqualTo("postpone-cut-over-flag-file=/tmp/a b");
    for (String path : List.of("", "?", "tmp/x", "./x")) {
      assertThatThrownBy(() -> new PostponeCutOver(path))
          .isInstanceOf(UnsendableCommandException.class)
          .hasMessageContaining("not an absolute path");
    }
    assertThatThrownBy(() -> new PostponeCutOver("/tmp/a\nb"))
        .isInstanceOf(UnsendableCommandException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "chunk-size | 10 | chunk-size=10",
        "chunk-size | ^ 0500 ^ | chunk-size=500",
        "chunk-size | 100000 | chunk-size=100000",
        "dml-batch-size | 1 | dml-batch-size=1",
        "dml-batch-size | 1000 | dml-batch-size=1000",
        "max-lag-millis | 100 | max-lag-millis=100",
        "nice-ratio | 0 | nice-ratio=0",
        "nice-ratio | 0.50 | nice-ratio=0.5",
        "nice-ratio | 100.0 | nice-ratio=100",
        "nice-ratio | .5 | nice-ratio=0.5",
        "max-load | Threads_running=50,Threads_connected=5000 | max-load=Threads_running=50,Threads_connected=5000",
        "max-load | Threads_running = 50 , Threads_connected=5000 | max-load=Threads_running=50,Threads_connected=5000",
        "max-load | ^^ | max-load=",
        "critical-load | ^ ^ | critical-load=",
        "throttle-query | ^^ | throttle-query=",
        "throttle-query | ^ select 1 ^ | throttle-query=select 1",
        "throttle-query | select '?' | throttle-query=select '?'",
        "throttle-http | http://localhost:8970/throttle/check/orders?a=b | throttle-http=http://localhost:8970/throttle/check/orders?a=b",
        "throttle-http | https://[::1]/x | throttle-http=https://[::1]/x",
        "throttle-http | ^^ | throttle-http=",
        "throttle-control-replicas | db1,db2:3307, 10.0.0.1:3306,[::1]:3306 | throttle-control-replicas=db1,db2:3307,10.0.0.1:3306,[::1]:3306",
        "throttle-control-replicas | ^^ | throttle-control-replicas="
      })
  void aValueInRangeIsSentInItsCanonicalForm(String name, String value, String wire)
      throws InvalidSettingValueException {
    SettingChange change = SettingChange.of(setting(name), value);
    assertThat(change.wire()).isEqualTo(wire);
    assertThat(SettingChange.of(change.setting(), change.value())).isEqualTo(change);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "chunk-size | 9",
        "chunk-size | 100001",
        "chunk-size | ^^",
        "chunk-size | ?",
        "chunk-size | 1e3",
        "chunk-size | -5",
        "chunk-size | ٣٣",
        "chunk-size | 99999999999999999999999",
        "dml-batch-size | 0",
        "dml-batch-size | 1001",
        "max-lag-millis | 99",
        "max-lag-millis | 1.5",
        "nice-ratio | -1",
        "nice-ratio | 100.1",
        "nice-ratio | NaN",
        "nice-ratio | 1e1",
        "nice-ratio | ^^",
        "nice-ratio | 0x1p3",
        "max-load | Threads_running",
        "max-load | Threads_running=",
        "max-load | Threads_running=abc",
        "max-load | =5",
        "max-load | a=1,",
        "max-load | a=1,a=2",
        "max-load | a b=1",
        "max-load | a';drop=1",
        "max-load | ?",
        "critical-load | a=-1",
        "throttle-query | ?",
        "throttle-query | \"?\"",
        "throttle-query | ^select\n1^",
        "throttle-query | ^select\r1^",
        "throttle-http | ftp://x/",
        "throttle-http | localhost:8080",
        "throttle-http | http://",
        "throttle-http | http://a b/",
        "throttle-http | ?",
        "throttle-control-replicas | ?",
        "throttle-control-replicas | a,,b",
        "throttle-control-replicas | a:0",
        "throttle-control-replicas | a:65536",
        "throttle-control-replicas | a:x",
        "throttle-control-replicas | a b",
        "throttle-control-replicas | [::1",
        "throttle-control-replicas | [x]:1"
      })
  void aValueOutOfRangeIsRefused(String name, String value) {
    Setting setting = setting(name);
    assertThatThrownBy(() -> SettingChange.of(setting, value))
        .isInstanceOf(InvalidSettingValueException.class)
        .hasMessageStartingWith(name + ": '")
        .hasMessageContaining("Allowed: " + setting.range());
  }

  @Test
  void aLineOfMoreThanGhostReadsIsRefused() {
    assertThatThrownBy(() -> SettingChange.of(Setting.THROTTLE_QUERY, "select " + "1".repeat(4090)))
        .isInstanceOf(InvalidSettingValueException.class)
        .hasMessageContaining("gh-ost reads 4096");
  }

  @Test
  void theConstructorTakesCanonicalValuesOnly() {
    assertThatThrownBy(() -> new SettingChange(Setting.CHUNK_SIZE, "0500"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SettingChange(Setting.CHUNK_SIZE, "5"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new SettingChange(Setting.CHUNK_SIZE, "500").wire()).isEqualTo("chunk-size=500");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "chunksize, chunk-size", "chunk_size, chunk-size", "CHUNK-SIZE, chunk-size",
            "max-lag, max-lag-millis", "throtle-query, throttle-query",
        "replicas, throttle-control-replicas", "batch, dml-batch-size", "banana, none", "x, none",
            "'', none"
      })
  void aMisspeltNameHasASuggestion(String name, String suggestion) {
    assertThat(Setting.nearest(name))
        .isEqualTo(suggestion == null ? null : Setting.byName(suggestion));
  }

  private static Setting setting(String name) {
    return java.util.Objects.requireNonNull(Setting.byName(name), name);
  }
}
