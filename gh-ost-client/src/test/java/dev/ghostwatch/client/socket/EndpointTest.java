package dev.ghostwatch.client.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

  @ParameterizedTest
  @CsvSource({
    "unix:/tmp/gh-ost.shop.orders.sock, unix:/tmp/gh-ost.shop.orders.sock",
    "/tmp/a b.sock, unix:/tmp/a b.sock",
    "./s, unix:./s",
    "unix:s, unix:s",
    "tcp:util1:10001, tcp:util1:10001",
    "tcp:[::1]:10001, tcp:[::1]:10001",
    "tcp:::1:10001, tcp:[::1]:10001"
  })
  void anEndpointIsReadAndPrinted(String text, String printed) {
    assertThat(Endpoint.parse(text)).hasToString(printed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "orders",
        "shop.orders",
        "unix:",
        "tcp:",
        "tcp:host",
        "tcp:host:",
        "tcp:host:0",
        "tcp:host:65536",
        "tcp::1",
        "tcp:[]:1",
        "/a\u0000b"
      })
  void anythingElseIsNone(String text) {
    assertThat(Endpoint.parse(text)).isNull();
  }

  @Test
  void hostAndPortAreChecked() {
    assertThat(Endpoint.parseTcp("127.0.0.1:10001"))
        .isEqualTo(new Endpoint.Tcp("127.0.0.1", 10_001));
    assertThatThrownBy(() -> new Endpoint.Tcp("host", 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Endpoint.Tcp(" ", 1)).isInstanceOf(IllegalArgumentException.class);
    assertThat(new Endpoint.UnixSocket(Path.of("/tmp/s"))).isEqualTo(Endpoint.parse("/tmp/s"));
  }

  @Test
  void limitsAreMoreThanZero() {
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> new TimeLimits(second, Duration.ZERO, second))
        .hasMessageContaining("first byte time limit is PT0S");
    assertThat(TimeLimits.defaults())
        .isEqualTo(
            new TimeLimits(
                second.multipliedBy(2), second.multipliedBy(5), second.multipliedBy(10)));
  }
}
