package dev.mulkko.engine.plan.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  @ParameterizedTest
  @CsvSource({"90000, 1m30s", "1, 1s", "0, 0s", "-5, 0s", "3600000, 1h", "86400000, 24h"})
  void timesAreWrittenAsInTheApi(long millis, String words) {
    assertThat(Words.time(Duration.ofMillis(millis))).isEqualTo(words);
  }
}
