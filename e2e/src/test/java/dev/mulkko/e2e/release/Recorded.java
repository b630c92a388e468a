package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.api.v1beta1.DeploymentTotals;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The records of a shop's namespace, the first attempt first. */
record Recorded(List<DeploymentRecord> all) {

  static Recorded of(Stage stage) {
    return new Recorded(
        stage
            .lab
            .client()
            .resources(DeploymentRecord.class)
            .inNamespace(stage.shop.namespace())
            .list()
            .getItems()
            .stream()
            .sorted(Comparator.comparingLong(record -> record.getSpec().attempt()))
            .toList());
  }

  /** One for each attempt, each closed, with sums that count each of them once. */
  Recorded assertEnded(String... outcomes) {
    assertThat(all).extracting(record -> record.getStatus().outcome()).containsExactly(outcomes);
    for (int i = 0; i < all.size(); i++) {
      assertThat(all.get(i).getMetadata().getName()).isEqualTo("shop-" + (i + 1));
      assertThat(sum(all.get(i).getStatus().totals())).as("sums of attempt %s", i).isEqualTo(i + 1);
    }
    return this;
  }

  DeploymentRecord last() {
    return all.getLast();
  }

  private static long sum(@Nullable DeploymentTotals totals) {
    assertThat(totals).as("sums").isNotNull();
    return LongStream.of(
            totals.promoted(),
            totals.rolledBack(),
            totals.aborted(),
            totals.superseded(),
            totals.undone())
        .sum();
  }
}
