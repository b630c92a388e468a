package dev.mulkko.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplicasTest {

  @ParameterizedTest
  @CsvSource({
    "5,   6,    1",
    "50,  7,    4",
    "100, 6,    6",
    "0,   6,    1",
    "1,   1,    1",
    "33,  3,    1",
    "34,  3,    2",
    "100, 0,    0",
    "0,   0,    0",
    "99,  1000, 990"
  })
  void aShareGetsThePodsThatCarryIt(int percent, int all, int pods) {
    assertThat(Replicas.forShare(percent, all)).isEqualTo(pods);
  }
}
