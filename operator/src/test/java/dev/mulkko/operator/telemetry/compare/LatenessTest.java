package dev.mulkko.operator.telemetry.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LatenessTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration USUAL = Duration.ofSeconds(3);

  private final Lateness lateness = new Lateness();

  private Duration look(double begin, double end) {
    return lateness.patience(USUAL, SECOND, at(begin), at(end));
  }

  private static Instant at(double seconds) {
    return Instant.ofEpochMilli(Math.round(seconds * 1000));
  }

  @Test
  void looksInTimeNeedNoMoreThanIsUsual() {
    for (int i = 0; i < 10; i++) {
      assertThat(look(i, i + 0.9)).isEqualTo(USUAL);
    }
  }

  @Test
  void aWaitForATurnIsNobodysSilence() {
    assertThat(look(0, 20)).isEqualTo(USUAL.plusSeconds(17));
  }

  @Test
  void whoToldSomethingInOneOfThreeRareLooksIsNotLost() {
    look(0, 8);
    look(8, 16);
    Instant told = at(1);
    Duration third = look(16, 24);
    assertThat(told.plus(third)).isAfter(at(24));
    Duration fourth = look(24, 32);
    assertThat(told.plus(fourth)).isBefore(at(32));
  }

  @Test
  void onceLooksAreInTimeAgainSoIsWhatIsUsual() {
    look(0, 20);
    look(20, 20.5);
    look(21, 21.5);
    assertThat(look(22, 22.5)).isEqualTo(USUAL);
  }
}
