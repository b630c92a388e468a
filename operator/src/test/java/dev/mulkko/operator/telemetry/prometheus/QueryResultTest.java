package dev.mulkko.operator.telemetry.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mulkko.engine.model.Reading;
import dev.mulkko.engine.model.Reading.Broken;
import dev.mulkko.engine.model.Reading.NoData;
import dev.mulkko.engine.model.Reading.Value;
import dev.mulkko.operator.telemetry.server.ServerWords;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Results alone, asked at second 1000. */
class QueryResultTest {

  private static final QueryResult RESULT =
      new QueryResult("MULKKO_PROMETHEUS_URL", new ServerWords(List.of()));

  private static final Instant SENT = Instant.ofEpochSecond(1000);

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.25, -0.25",
    "+3, 3",
    "1.5e-07, 1.5e-7",
    "1E+3, 1000",
    ".5, 0.5",
    "7., 7",
    "179769313486231570000, 1.7976931348623157e20",
  })
  void aFiniteNumberIsAValue(String text, double number) throws Exception {
    assertThat(read("scalar", "[1000.123, '%s']".formatted(text))).isEqualTo(new Value(number));
    assertThat(read("vector", "[{'metric': {}, 'value': [1000, '%s']}]".formatted(text)))
        .isEqualTo(new Value(number));
  }

  @ParameterizedTest
  @CsvSource({
    "NaN, the result is NaN",
    "+Inf, the result is +Inf",
    "-Inf, the result is -Inf",
    "Inf, the result is Inf",
    "1e999, the result is too large: 1e999",
    "-1e999, the result is too large: -1e999",
  })
  void aNumberThatIsNotFiniteIsNoData(String text, String why) throws Exception {
    assertThat(read("scalar", "[1000, '%s']".formatted(text))).isEqualTo(new NoData(why));
    assertThat(read("vector", "[{'metric': {}, 'value': [1000, '%s']}]".formatted(text)))
        .isEqualTo(new NoData(why));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "nan", "Infinity", "0x1p3", "1d", "1f", "1,5", "one", " 1", "e3"})
  void whatJavaMayReadAsANumberButPrometheusNeverWritesIsUnreadable(String text) throws Exception {
    assertThat(read("scalar", "[1000, '%s']".formatted(text))).isEqualTo(RESULT.unreadable());
  }

  @ParameterizedTest
  @CsvSource({
    "700, true",
    "699.999, false",
    "999.5, true",
    "1060, true",
    "1060.001, false",
    "0, false",
    "-1e300, false",
    "1e300, false",
  })
  void onlyASampleOfAboutNowCounts(String seconds, boolean counts) throws Exception {
    Reading reading = read("vector", "[{'metric': {}, 'value': [%s, '1']}]".formatted(seconds));
    assertThat(reading).isInstanceOf(counts ? Value.class : NoData.class);
    assertThat(read("scalar", "[%s, '1']".formatted(seconds))).isEqualTo(reading);
  }

  @ParameterizedTest
  @CsvSource({
    "600, 'the newest sample is of 1970-01-01T00:10:00Z, 400 s before the question: those of the"
        + " last 300 s count'",
    "1100, 'the sample is of 1970-01-01T00:18:20Z, 100 s after the question: set the clocks'",
  })
  void aSampleOfAnotherTimeIsNamed(String seconds, String why) throws Exception {
    assertThat(read("scalar", "[%s, '1']".formatted(seconds))).isEqualTo(new NoData(why));
  }

  @ParameterizedTest
  @CsvSource({"2, NaN", "3, 1", "100, 0"})
  void severalSeriesAreNoNumberWhateverTheySay(int series, String text) throws Exception {
    String one = "{'metric': {}, 'value': [1000, '%s']}".formatted(text);
    assertThat(read("vector", "[" + (one + ",").repeat(series - 1) + one + "]"))
        .isEqualTo(
            new Broken(
                "the result has %d series, a limit needs one: wrap the query in sum(...) or max(...)"
                    .formatted(series)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vector | [] | NoData | the result is empty",
        "matrix | [] | Broken | the result is a range of samples (matrix)",
        "matrix | [{'metric': {}, 'values': [[1000, '1']]}] | Broken | wrap the query in rate(...)",
        "string | [1000, '1'] | Broken | the result is a text (string)",
        "vector | [{'metric': {}, 'histogram': [1000, {}]}] | Broken | the result is a histogram",
      })
  void aResultOfAnotherKindIsNamedWithTheWayOut(
      String type, String result, String kind, String words) throws Exception {
    Reading reading = read(type, result);
    assertThat(reading.getClass().getSimpleName()).isEqualTo(kind);
    assertThat(reading.toString()).contains(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "scalar | []",
        "scalar | [1000]",
        "scalar | [1000, 1]",
        "scalar | ['1000', '1']",
        "scalar | [null, '1']",
        "scalar | {}",
        "scalar | null",
        "vector | {'value': [1000, '1']}",
        "vector | [[1000, '1']]",
        "vector | [{'metric': {}}]",
        "vector | [null]",
        "vector | [{'value': {'0': 1000, '1': '1'}}]",
        "streams | [1000, '1']",
        "VECTOR | []",
      })
  void whatPrometheusNeverWritesIsNoAnswer(String type, String result) throws Exception {
    assertThat(read(type, result)).isEqualTo(RESULT.unreadable());
  }

  private static Reading read(String type, String result) throws JsonProcessingException {
    String data = "{'resultType': '%s', 'result': %s}".formatted(type, result);
    return RESULT.reading(new JsonMapper().readTree(data.replace('\'', '"')), SENT);
  }
}
