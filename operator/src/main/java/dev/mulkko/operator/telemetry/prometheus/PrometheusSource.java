package dev.mulkko.operator.telemetry.prometheus;

import dev.mulkko.engine.model.Reading;
import dev.mulkko.engine.model.Wording;
import dev.mulkko.engine.plan.gate.Question;
import dev.mulkko.operator.telemetry.MetricSource;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Function;

/**
 * Asks servers for the value of a query at this moment.
 *
 * @param servers by the name of a provider; empty for the usual one
 */
public record PrometheusSource(Function<String, PrometheusApi> servers, Clock clock)
    implements MetricSource {

  @Override
  public Reading ask(String rollout, Question question) {
    return switch (question.wording()) {
      case Wording.Unasked(String why) -> new Reading.Broken(why);
      case Wording.Promql query -> {
        String namespace = rollout.substring(0, rollout.indexOf('/'));
        PrometheusApi api = servers.apply(query.provider()).forTenant(namespace);
        yield query.beside() == null
            ? api.value(query.text())
            : both(api, query.text(), query.beside());
      }
    };
  }

  /** What is missing of stable says so: the canary alone proves nothing. */
  private Reading both(PrometheusApi api, String canary, String stable) {
    Instant now = clock.instant();
    Reading one = api.value(canary, now);
    if (!(one instanceof Reading.Value(double ofCanary))) {
      return one;
    }
    return switch (api.value(stable, now)) {
      case Reading.Value(double ofStable) -> new Reading.Pair(ofCanary, ofStable);
      case Reading.NoData(String why) -> new Reading.NoData("stable: " + why);
      case Reading.NoAnswer(String why) -> new Reading.NoAnswer("stable: " + why);
      case Reading.Broken(String why) -> new Reading.Broken("stable: " + why);
      case Reading.Pair both -> both;
    };
  }
}
