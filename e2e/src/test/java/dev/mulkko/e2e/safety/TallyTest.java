package dev.mulkko.e2e.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TallyTest {

  private static final String WHAT = "create services";

  /** Two were wanted. */
  @ParameterizedTest(name = "{0} made, {1} without an answer")
  @CsvSource({
    "2, 0, true",
    "1, 1, true",
    "1, 0, false",
    "3, 0, false",
    "3, 1, false",
    "0, 1, false"
  })
  void whatHadNoAnswerWasMadeOrNot(long made, long unsure, boolean same) {
    Tally tally = new Tally(Map.of(WHAT, made), Map.of(WHAT, unsure));

    assertThat(tally.differences(new Tally(Map.of(WHAT, 2L), Map.of())).isEmpty()).isEqualTo(same);
  }
}
