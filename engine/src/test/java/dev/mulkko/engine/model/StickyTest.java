package dev.mulkko.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StickyTest {

  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void theLotsAreTheWeightsOfTheStepsAndWhatNoneOfThemReaches() {
    List<Step> steps =
        List.of(
            new Step.SetWeight(0),
            new Step.SetWeight(5),
            new Step.Pause(DAY),
            new Step.SetWeight(50));
    assertThat(Sticky.over(steps, "a", DAY).lots()).containsExactly(5, 50, 100);
    assertThat(Sticky.over(List.of(), "a", DAY).lots()).containsExactly(100);
  }

  @Test
  void aWeightOfNoStepIsALotToo() {
    Sticky sticky = new Sticky("a", DAY, List.of(5, 50));
    assertThat(sticky.with(20).lots()).containsExactly(5, 20, 50, 100);
    assertThat(sticky.with(50)).isEqualTo(sticky);
    assertThat(sticky.with(100)).isEqualTo(sticky);
  }
}
