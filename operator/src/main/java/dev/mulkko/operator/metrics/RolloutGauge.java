package dev.mulkko.operator.metrics;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One number of a Rollout, if there is one at the time: at rest there is none of these. */
record RolloutGauge(String name, String help, Function<Moment, Optional<Double>> value) {

  static final List<RolloutGauge> ALL =
      List.of(
          new RolloutGauge(
              "mulkko_rollout_weight_ratio",
              "Share of the traffic that is seen to go to the new version, 0 to 1",
              Moment::weight),
          new RolloutGauge(
              "mulkko_rollout_desired_weight_ratio",
              "Share of the traffic that the present step gives the new version, 0 to 1",
              Moment::desiredWeight),
          new RolloutGauge(
              "mulkko_rollout_step", "Number of the present step, from 1", Moment::step),
          new RolloutGauge("mulkko_rollout_steps", "How many steps the rollout has", Moment::steps),
          new RolloutGauge(
              "mulkko_rollout_step_seconds",
              "Seconds since the present step was entered, without its waits",
              Moment::stepSeconds),
          new RolloutGauge(
              "mulkko_rollout_waiting_seconds",
              "Seconds for which the rollout has waited for a person",
              Moment::waitingSeconds),
          new RolloutGauge(
              "mulkko_rollout_locked_seconds",
              "Seconds for which locks have held the rollout",
              Moment::lockedSeconds));

  GaugeSnapshot of(List<Moment> all) {
    GaugeSnapshot.Builder family = GaugeSnapshot.builder().name(name).help(help);
    for (Moment moment : all) {
      value
          .apply(moment)
          .map(v -> GaugeDataPointSnapshot.builder().labels(moment.labels()).value(v).build())
          .ifPresent(family::dataPoint);
    }
    return family.build();
  }
}
