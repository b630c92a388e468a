package dev.mulkko.operator.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Reason;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RepeatsTest {

  private static final Note HALF = new Note(Reason.WeightChanged, "50");
  private static final Note ALL = new Note(Reason.WeightChanged, "100");

  private final Repeats repeats = new Repeats();

  @Test
  void theSameSentenceIsSaidOnceInFiveSeconds() {
    assertThat(at(0, "web", HALF)).isFalse();
    assertThat(at(1, "web", HALF)).isTrue();
    assertThat(at(4, "web", HALF)).isTrue();
    assertThat(at(5, "web", HALF)).isFalse();
    assertThat(at(6, "web", HALF)).isTrue();
  }

  @Test
  void anotherSentenceAndAnotherRolloutAreNoRepeat() {
    assertThat(at(0, "web", HALF)).isFalse();
    assertThat(at(1, "web", ALL)).isFalse();
    assertThat(at(1, "api", HALF)).isFalse();
    assertThat(at(2, "web", HALF)).isTrue();
  }

  private boolean at(int second, String rollout, Note note) {
    return repeats.isOne(rollout, note, Instant.ofEpochSecond(second));
  }
}
