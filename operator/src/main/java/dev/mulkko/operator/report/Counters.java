package dev.mulkko.operator.report;

import dev.mulkko.engine.model.Reading;
import dev.mulkko.engine.plan.Plan;
import dev.mulkko.engine.plan.Plan.Phase;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.operator.telemetry.MetricSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is counted. Labels are bounded: names of Rollouts, users and versions are none. Each series
 * is there from the start: one that begins with 1 has not grown, to those who ask how much it did.
 */
public final class Counters {

  private static final List<String> OUTCOMES = List.of("value", "no_data", "no_answer", "broken");

  private final MeterRegistry registry;

  public Counters(MeterRegistry registry) {
    this.registry = registry;
    Stream.of(Phase.values()).forEach(this::passes);
    Stream.of(Reason.values()).forEach(this::transitions);
    OUTCOMES.forEach(this::queries);
  }

  void pass(Plan plan) {
    passes(plan.phase()).increment();
  }

  private Counter passes(Phase phase) {
    return Counter.builder("mulkko.passes")
        .description("Looks at a Rollout, by the phase it was found in")
        .tag("phase", phase.name())
        .register(registry);
  }

  void transition(Reason reason) {
    transitions(reason).increment();
  }

  private Counter transitions(Reason reason) {
    return Counter.builder("mulkko.transitions")
        .description("Decisions that changed something, by reason")
        .tag("reason", reason.name())
        .register(registry);
  }

  /** The same source, with its answers counted. */
  public MetricSource counting(MetricSource source) {
    return (rollout, question) -> {
      Reading reading = source.ask(rollout, question);
      queries(outcome(reading)).increment();
      return reading;
    };
  }

  private Counter queries(String outcome) {
    return Counter.builder("mulkko.metric.queries")
        .description("Queries of metrics, by what came back")
        .tag("outcome", outcome)
        .register(registry);
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
