package dev.mulkko.operator.telemetry.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.model.Reading;
import dev.mulkko.engine.model.Reading.Broken;
import dev.mulkko.engine.model.Reading.NoData;
import dev.mulkko.engine.model.Reading.Value;
import dev.mulkko.engine.plan.gate.Question;
import dev.mulkko.operator.telemetry.MetricSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a real server answers, not what we believe that it does. */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealPrometheusTest {

  /** Two series, one with a label and one without. */
  private static final String TWO = "(label_replace(vector(1), 'a', 'b', '', '') or vector(2))";

  private final RunningPrometheus prometheus;
  private final MetricSource source;

  RealPrometheusTest(@TempDir Path folder) throws IOException {
    prometheus = RunningPrometheus.in(folder);
    source = Apis.source(Apis.at(prometheus.address(), Clock.systemUTC()));
  }

  @AfterAll
  void stop() {
    prometheus.close();
  }

  @ParameterizedTest
  @CsvSource({
    "vector(1), 1",
    "scalar(vector(0.25)), 0.25",
    "1 / 3, 0.3333333333333333",
    "-1e-9, -1e-9",
    "vector(1e21), 1e21",
  })
  void oneNumberIsAValue(String query, double number) {
    assertThat(ask(query)).isEqualTo(new Value(number));
  }

  @ParameterizedTest
  @CsvSource({
    "nonexistent, the result is empty",
    "sum(rate(nonexistent[1m])), the result is empty",
    "vector(0) / vector(0), the result is NaN",
    "scalar(nonexistent), the result is NaN",
    "vector(1) / vector(0), the result is +Inf",
    "-1 / 0, the result is -Inf",
  })
  void whatIsNoNumberIsNoData(String query, String why) {
    assertThat(ask(query)).isEqualTo(new NoData(why));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "up[5m] | the result is a range of samples (matrix)",
        "\"abc\" | the result is a text (string)",
        "sum(( | parse error",
        "nonsense(1) | unknown function with name \"nonsense\"",
      })
  void whatCannotBeANumberIsBroken(String query, String words) {
    assertBroken(query, words);
  }

  @Test
  void severalSeriesAreBroken() {
    assertBroken(TWO, "the result has 2 series");
  }

  @Test
  void seriesThatCannotBePairedAreBroken() {
    assertBroken("%s * on() %s".formatted(TWO, TWO), "many-to-many matching");
  }

  private void assertBroken(String query, String words) {
    Reading reading = ask(query);
    assertThat(reading).isInstanceOf(Broken.class);
    assertThat(reading.toString()).contains(words);
  }

  private Reading ask(String query) {
    return source.ask("shop/web", new Question("errors", query));
  }
}
