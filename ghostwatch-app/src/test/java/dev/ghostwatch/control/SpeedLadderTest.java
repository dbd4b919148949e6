package dev.ghostwatch.control;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ghostwatch.client.status.Settings;
import dev.ghostwatch.client.status.StatusReply;
import dev.ghostwatch.control.SpeedLadder.Step;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeedLadderTest {
  private static Settings now(long chunk, double nice) {
    StatusReply reply =
        StatusReply.parse(
            "# chunk-size: %d; max-lag-millis: 1500ms; dml-batch-size: 10; max-load: ; critical-load: ; nice-ratio: %f\n"
                .formatted(chunk, nice));
    return requireNonNull(reply.hints()).settings();
  }

  @ParameterizedTest
  @CsvSource({
    "1000,0,500,1",
    "5000,0,500,1",
    "500,1,200,2",
    "500,0,500,1",
    "300,0,300,1",
    "100,0.5,100,1",
    "1000,1.5,500,1.5",
    "200,0,200,1",
    "100,1,100,2",
    "300,5,200,5",
  })
  void eachStepDownIsNeverFasterThanNow(long chunk, double nice, long newChunk, double newNice) {
    assertThat(SpeedLadder.slower(now(chunk, nice))).isEqualTo(new Step(newChunk, newNice));
  }

  @ParameterizedTest
  @CsvSource({
    "200,2,1000,0",
    "500,1,1000,0",
    "1000,0,2000,0",
    "1500,0,2000,0",
    "5000,1,5000,0",
    "999,0,1000,0"
  })
  void eachStepUpIsNeverSlowerThanNow(long chunk, double nice, long newChunk, double newNice) {
    assertThat(SpeedLadder.faster(now(chunk, nice))).isEqualTo(new Step(newChunk, newNice));
  }

  @Test
  void theEndsAreEnds() {
    assertThat(SpeedLadder.slower(now(200, 2))).isNull();
    assertThat(SpeedLadder.slower(now(50, 9))).isNull();
    assertThat(SpeedLadder.faster(now(2000, 0))).isNull();
    assertThat(SpeedLadder.faster(now(9000, 0))).isNull();
  }

  @Test
  void unknownSettingsAreTakenForTheDefaults() {
    assertThat(SpeedLadder.slower(null)).isEqualTo(new Step(500, 1));
    assertThat(SpeedLadder.faster(Settings.unknown())).isEqualTo(new Step(2000, 0));
  }

  @Test
  void theLadderEndsFromEverywhere() {
    Random random = new Random(3);
    for (int i = 0; i < 500; i++) {
      long chunk = random.nextLong(10, 100_001);
      double nice = random.nextInt(0, 1000) / 10.0;
      int steps = 0;
      for (Step step = new Step(chunk, nice);
          step != null;
          step = SpeedLadder.slower(now(step.chunkSize(), step.niceRatio()))) {
        assertThat(step.chunkSize()).isLessThanOrEqualTo(chunk);
        assertThat(step.niceRatio()).isGreaterThanOrEqualTo(nice);
        assertThat(++steps).as("seed 3, chunk %d nice %s", chunk, nice).isLessThan(5);
      }
    }
  }
}
