package dev.mulkko.operator.telemetry.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.model.Reading;
import dev.mulkko.engine.model.Reading.Broken;
import dev.mulkko.engine.model.Reading.NoAnswer;
import dev.mulkko.engine.model.Reading.NoData;
import dev.mulkko.engine.model.Reading.Value;
import dev.mulkko.engine.plan.gate.Question;
import dev.mulkko.operator.telemetry.prometheus.Faults.Row;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server says this, so a limit reads that. */
class FaultTableTest {

  /** Never reached. */
  private static final Duration AMPLE = Duration.ofMinutes(1);

  static Stream<Row> rows() {
    return Faults.rows();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void whatCameIsSaidAsItIs(Row row) throws Exception {
    try (ScriptedServer server = ScriptedServer.that(row.server())) {
      Clock clock = Clock.fixed(Faults.NOW, ZoneOffset.UTC);
      PrometheusSource source = Apis.source(Apis.within(AMPLE, server.address(), clock));
      Reading reading = source.ask("shop/web", new Question("errors", "up"));
      assertThat(reading).isInstanceOf(row.kind());
      assertThat(why(reading)).startsWith(row.words());
    }
  }

  private static String why(Reading reading) {
    return switch (reading) {
      case Value(double number) -> Double.toString(number);
      case Reading.Pair pair -> pair.toString();
      case NoData(String why) -> why;
      case NoAnswer(String why) -> why;
      case Broken(String why) -> why;
    };
  }
}
