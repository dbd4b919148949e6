package dev.ghostwatch.client.value;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.value.Coordinates.FileCoordinates;
import dev.ghostwatch.client.value.Coordinates.GtidCoordinates;
import dev.ghostwatch.client.value.Coordinates.UnrecognisedCoordinates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoordinatesTest {

  private static final String UUID = "3e11fa47-71ca-11e1-9e33-c80aa9429562";

  @Test
  void aFileAndAPositionAreRead() {
    assertThat(Coordinates.parse("mysql-bin.007069:622646704"))
        .isEqualTo(new FileCoordinates("mysql-bin.007069", 622_646_704));
    assertThat(Coordinates.parse(" a:b:0 ")).isEqualTo(new FileCoordinates("a:b", 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        UUID + ":1-5",
        UUID + ":5",
        UUID + ":1-5:7-9,4E11FA47-71CA-11E1-9E33-C80AA9429562:1",
        UUID + ":1-5, " + UUID + ":7",
        UUID + ":release_1:1-5:hotfix:2"
      })
  void aSetOfTransactionsIsRead(String text) {
    assertThat(Coordinates.parse(text)).isEqualTo(new GtidCoordinates(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":4",
        "mysql-bin.000001",
        "mysql-bin.000001:",
        "mysql-bin.000001:007",
        "a:99999999999999999999",
        "0-1-100",
        UUID,
        "x:-1"
      })
  void anythingElseIsKeptAsText(String text) {
    assertThat(Coordinates.parse(text)).isEqualTo(new UnrecognisedCoordinates(text));
  }

  @Test
  void blankIsNone() {
    assertThat(Coordinates.parse(" ")).isNull();
  }

  @Test
  void theTextIsAlwaysWhatWasRead() {
    for (String text : new String[] {"mysql-bin.1:4", UUID + ":1-5", "what"}) {
      assertThat(requireNonNull(Coordinates.parse(text)).text()).isEqualTo(text);
    }
  }
}
