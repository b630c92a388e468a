package dev.mulkko.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {

  @ParameterizedTest
  @CsvSource({
    "0s, PT0S",
    "30s, PT30S",
    "500ms, PT0.5S",
    "5m, PT5M",
    "90s, PT1M30S",
    "1h30m, PT1H30M",
    "1h2m3s4ms, PT1H2M3.004S",
    "1m1h, PT1H1M",
    "30s30s, PT1M",
    "007s, PT7S",
    "87600h, PT87600H"
  })
  void aDurationAsKubernetesWritesIt(String text, Duration expected) {
    assertThat(GoDuration.parse(text)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "s",
        "5 m",
        " 5m",
        "5m\n",
        "-5m",
        "1.5h",
        "5d",
        "5M",
        "5us",
        "PT5M",
        "5minutes",
        "٣s",
        "87601h",
        "99999999999999999999s",
        "9223372036854775807h",
        "9223372036854775807s9223372036854775807s"
      })
  void whatIsNoDurationOrLongerThanTenYears(String text) {
    assertThat(GoDuration.parse(text)).isEmpty();
  }
}
