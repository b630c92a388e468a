package dev.mulkko.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.model.Step.Pause;
import dev.mulkko.engine.model.Step.SetWeight;
import dev.mulkko.engine.model.Strategy.Canary;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CursorTest {
  private static final Duration STEP = Duration.ofMinutes(2);
  private static final Canary CANARY =
      new Canary(
          List.of(
              new Pause(Duration.ofSeconds(7)),
              new SetWeight(5),
              new Pause(Duration.ofSeconds(30)),
              new SetWeight(50)),
          STEP,
          Duration.ZERO);

  @ParameterizedTest
  @CsvSource({
    "0,   0,   7, 1/5, false, false",
    "1,   5,   0, 2/5, false, false",
    "2,   5,  30, 3/5, false, false",
    "3,  50, 120, 4/5, false, false",
    "4, 100,   0, 5/5, true,  false",
    "5, 100,   0, 5/5, true,  true"
  })
  void everyPlaceHasItsWeightItsHoldAndItsLabel(
      int index, int weight, int hold, String label, boolean full, boolean done) {
    Cursor cursor = new Cursor(CANARY, index);

    assertThat(cursor.weight()).isEqualTo(weight);
    assertThat(cursor.hold()).isEqualTo(Duration.ofSeconds(hold));
    assertThat(cursor.label()).isEqualTo(label);
    assertThat(cursor.full()).isEqualTo(full);
    assertThat(cursor.done()).isEqualTo(done);
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, true"})
  void withoutStepsTheFirstPlaceIs100Percent(int index, boolean done) {
    Cursor cursor = new Cursor(new Canary(List.of(), STEP, Duration.ZERO), index);

    assertThat(cursor.weight()).isEqualTo(100);
    assertThat(cursor.label()).isEqualTo("1/1");
    assertThat(cursor.done()).isEqualTo(done);
  }
}
