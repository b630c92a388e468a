package dev.mulkko.operator.telemetry.prometheus;

import dev.mulkko.engine.model.Reading;
import dev.mulkko.engine.model.Wording;
import dev.mulkko.engine.plan.gate.Question;
import dev.mulkko.operator.telemetry.MetricSource;
import java.util.Optional;

/** Asks a server for the value of a query at this moment. */
public record PrometheusSource(PrometheusApi api) implements MetricSource {

  /** Without a server, no question has an answer. */
  public static MetricSource at(Optional<PrometheusApi> api) {
    return api.<MetricSource>map(PrometheusSource::new)
        .orElse((_, _) -> new Reading.NoAnswer(Unanswered.NO_ADDRESS));
  }

  @Override
  public Reading ask(String rollout, Question question) {
    String namespace = rollout.substring(0, rollout.indexOf('/'));
    return switch (question.wording()) {
      case Wording.Promql query -> api.forTenant(namespace).value(query.text());
      case Wording.Unasked(String why) -> new Reading.Broken(why);
    };
  }
}
