package dev.mulkko.operator.metrics;

import dev.mulkko.api.v1beta1.RequestRecord;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.List;

/** How many requests of both versions the judge has weighed in the present step. */
final class Compared {

  private static final List<String> ROLES = List.of("canary", "stable");

  private Compared() {}

  static GaugeSnapshot of(List<Moment> all) {
    GaugeSnapshot.Builder family =
        GaugeSnapshot.builder()
            .name("mulkko_compared_requests")
            .help("Requests of the present step that were compared, by version and result");
    for (Moment moment : all) {
      moment
          .progress()
          .ifPresent(p -> p.requests().forEach(counted -> add(family, moment.labels(), counted)));
    }
    return family.build();
  }

  /** Of each version all of them, and then those that failed. */
  private static void add(GaugeSnapshot.Builder family, Labels labels, RequestRecord counted) {
    if (counted.counts().size() != 2 * ROLES.size()) {
      return;
    }
    for (int i = 0; i < ROLES.size(); i++) {
      long every = counted.counts().get(2 * i);
      long failed = counted.counts().get(2 * i + 1);
      Labels of = labels.add("counter", counted.counter()).add("role", ROLES.get(i));
      family.dataPoint(point(of.add("result", "good"), (double) (every - failed)));
      family.dataPoint(point(of.add("result", "bad"), (double) failed));
    }
  }

  private static GaugeDataPointSnapshot point(Labels labels, double value) {
    return GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
  }
}
