package dev.mulkko.testbed.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProbeCountTest {

  private final ProbeCount count = new ProbeCount(2, 3);

  @Test
  void itPassesAfterAsManySuccessesInARowAsTheThreshold() {
    add(true, false, true);
    assertThat(count.passed()).isFalse();
    add(true);
    assertThat(count.passed()).isTrue();
  }

  @Test
  void itStopsPassingAfterAsManyFailuresInARowAsTheThreshold() {
    add(true, true, false, false, true, false, false);
    assertThat(count.passed()).isTrue();
    add(false);
    assertThat(count.passed()).isFalse();
  }

  private void add(boolean... results) {
    for (boolean result : results) {
      count.add(result);
    }
  }
}
