package dev.ghostwatch.client.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ghostwatch.client.value.Coordinates;

class CoordinatesFuzzTest {

  @FuzzTest
  void coordinatesAreAlwaysReadAndKeepTheirText(FuzzedDataProvider data) {
    String text = data.consumeRemainingAsString();
    Coordinates coordinates = Coordinates.parse(text);
    if (coordinates == null) {
      assertThat(text).isBlank();
    } else {
      assertThat(coordinates.text()).isEqualTo(text.strip());
    }
  }
}
