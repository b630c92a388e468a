package dev.mulkko.operator.report;

import dev.mulkko.engine.model.Reading;
import dev.mulkko.engine.plan.Plan;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.operator.telemetry.MetricSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What is counted. Labels are bounded: names of Rollouts, users and versions are none. */
public final class Counters {

  private final MeterRegistry registry;

  public Counters(MeterRegistry registry) {
    this.registry = registry;
  }

  void pass(Plan plan) {
    Counter.builder("mulkko.passes")
        .description("Looks at a Rollout, by the phase it was found in")
        .tag("phase", plan.phase().name())
        .register(registry)
        .increment();
  }

  void transition(Reason reason) {
    Counter.builder("mulkko.transitions")
        .description("Decisions that changed something, by reason")
        .tag("reason", reason.name())
        .register(registry)
        .increment();
  }

  /** The same source, with its answers counted. */
  public MetricSource counting(MetricSource source) {
    return (rollout, question) -> {
      Reading reading = source.ask(rollout, question);
      Counter.builder("mulkko.metric.queries")
          .description("Queries of metrics, by what came back")
          .tag("outcome", outcome(reading))
          .register(registry)
          .increment();
      return reading;
    };
  }

  private static String outcome(Reading reading) {
    return switch (reading) {
      case Reading.Value _, Reading.Pair _ -> "value";
      case Reading.NoData _ -> "no_data";
      case Reading.NoAnswer _ -> "no_answer";
      case Reading.Broken _ -> "broken";
    };
  }
}
