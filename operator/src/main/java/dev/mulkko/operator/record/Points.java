package dev.mulkko.operator.record;

import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.api.v1beta1.DurationTotals;
import dev.mulkko.engine.plan.Closing.Outcome;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The points of one Rollout, each with the last delivery that it counts as its exemplar. */
record Points(Delivery delivery) {

  private static final String CORRELATION_ID = "correlation_id";

  /** Of names and values together, by OpenMetrics. */
  private static final int EXEMPLAR = 128;

  CounterDataPointSnapshot outcome(Outcome outcome, long count) {
    return point(
        labels().add("outcome", outcome.name()),
        count,
        record -> outcome.name().equals(record.getStatus().outcome()));
  }

  CounterDataPointSnapshot count(long count, Predicate<DeploymentRecord> counted) {
    return point(labels(), count, counted);
  }

  private CounterDataPointSnapshot point(
      Labels labels, long count, Predicate<DeploymentRecord> counted) {
    CounterDataPointSnapshot.Builder point =
        CounterDataPointSnapshot.builder().labels(labels).value((double) count);
    delivery.last(counted).flatMap(record -> exemplar(record, 1)).ifPresent(point::exemplar);
    return point.build();
  }

  /**
   * A histogram.
   *
   * @param totals null before the first
   * @param took how long it took, where there is something to measure
   */
  HistogramDataPointSnapshot durations(
      @Nullable DurationTotals totals,
      List<Long> bounds,
      Function<DeploymentRecord, Optional<Long>> took) {
    ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
    List<Exemplar> exemplars = new ArrayList<>();
    long counted = 0;
    long above = -1;
    for (int i = 0; i < bounds.size(); i++) {
      long bound = bounds.get(i);
      long within = within(totals, i, counted);
      buckets.bucket((double) bound, within - counted);
      exemplar(above, bound, took).ifPresent(exemplars::add);
      counted = within;
      above = bound;
    }
    buckets.bucket(Double.POSITIVE_INFINITY, count(totals, counted) - counted);
    exemplar(above, Long.MAX_VALUE, took).ifPresent(exemplars::add);
    return HistogramDataPointSnapshot.builder()
        .labels(labels())
        .classicHistogramBuckets(buckets.build())
        .sum(totals == null ? 0 : (double) totals.seconds())
        .exemplars(Exemplars.of(exemplars))
        .build();
  }

  /** Whoever writes sums by hand that cannot be takes nobody else's figures away. */
  private static long within(@Nullable DurationTotals totals, int bound, long before) {
    return totals == null || totals.within().size() <= bound
        ? before
        : Math.max(before, totals.within().get(bound));
  }

  private static long count(@Nullable DurationTotals totals, long within) {
    return totals == null ? 0 : Math.max(within, totals.count());
  }

  private Optional<Exemplar> exemplar(
      long above, long bound, Function<DeploymentRecord, Optional<Long>> took) {
    return delivery
        .last(record -> took.apply(record).filter(s -> s > above && s <= bound).isPresent())
        .flatMap(record -> took.apply(record).flatMap(seconds -> exemplar(record, seconds)));
  }

  /** None with an id that is too long for one, which a scraper would refuse. */
  private static Optional<Exemplar> exemplar(DeploymentRecord record, long value) {
    String id = record.getSpec().correlationId();
    if (id.codePointCount(0, id.length()) + CORRELATION_ID.length() > EXEMPLAR) {
      return Optional.empty();
    }
    Exemplar.Builder exemplar =
        Exemplar.builder().value((double) value).labels(Labels.of(CORRELATION_ID, id));
    Stream.ofNullable(record.getStatus().endedAt())
        .forEach(at -> exemplar.timestampMillis(at.toEpochMilli()));
    return Optional.of(exemplar.build());
  }

  private Labels labels() {
    return Labels.of(
        "namespace", delivery.owner().namespace(), "rollout", delivery.owner().rollout());
  }
}
