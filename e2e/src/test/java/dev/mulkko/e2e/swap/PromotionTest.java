package dev.mulkko.e2e.swap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("cluster")
final class PromotionTest {

  @Test
  void aPromotionKeepsEveryPodAndSoDoesTheWayBack() {
    try (Pair pair = Pair.open("promotion")) {
      Map<String, Set<String>> before = pair.pods();

      swap(pair, pair.stable, Pair.CANARY).assertFaultless();
      pair.awaitStatus(Pair.REPLICAS, Pair.REPLICAS);
      assertThat(pair.pods()).isEqualTo(before);

      swap(pair, Pair.CANARY, pair.stable).assertFaultless();
      pair.awaitStatus(Pair.REPLICAS, 0);
      assertThat(pair.pods()).isEqualTo(before);
    }
  }

  private static Trial.Verdict swap(Pair pair, String from, String to) {
    return Trial.of(
        pair,
        to,
        Pair.REPLICAS,
        () -> {
          pair.park(from);
          pair.adopt(to);
        });
  }
}
