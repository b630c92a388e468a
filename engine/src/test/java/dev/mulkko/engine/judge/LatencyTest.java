package dev.mulkko.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LatencyTest {

  private static final double ALL = Double.POSITIVE_INFINITY;
  private static final SortedMap<Double, Long> SHOP =
      new TreeMap<>(
          Map.of(0.01, 20L, 0.05, 520L, 0.1, 880L, 0.25, 975L, 0.5, 995L, 1.0, 999L, ALL, 1000L));

  @Test
  void theEdgesLieNextToThePercentilesOfStable() {
    assertThat(new Latency.Usual().edges(SHOP)).containsExactly(0.25, 0.5);
  }

  @Test
  void whatIsFasterThanTheFirstEdgeHasOneEdge() {
    assertThat(new Latency.Usual().edges(new TreeMap<>(Map.of(0.1, 100L, 0.2, 100L, ALL, 100L))))
        .containsExactly(0.1);
  }

  @Test
  void whatIsSlowerThanTheLastEdgeIsComparedThere() {
    assertThat(new Latency.Usual().edges(new TreeMap<>(Map.of(0.1, 1L, 0.2, 2L, ALL, 100L))))
        .containsExactly(0.2);
  }

  @Test
  void aLimitIsTakenAtTheNextEdge() {
    assertThat(new Latency.Over(0.3).edges(SHOP)).containsExactly(0.5);
    assertThat(new Latency.Over(0.25).edges(SHOP)).containsExactly(0.25);
    assertThat(new Latency.Over(30).edges(SHOP)).containsExactly(1.0);
  }

  @Test
  void withoutAHistogramThereAreNone() {
    SortedMap<Double, Long> none = new TreeMap<>();
    assertThat(new Latency.Usual().edges(none)).isEmpty();
    assertThat(new Latency.Over(1).edges(new TreeMap<>(Map.of(ALL, 5L)))).isEmpty();
    assertThat(new Latency.Ignored().edges(SHOP)).isEmpty();
  }

  @Test
  void podsAreAddedAtTheEdgesThatAllOfThemHave() {
    assertThat(
            Latency.sum(
                List.of(
                    told("a", Map.of(0.1, 5L, 0.2, 6L, ALL, 9L)),
                    told("b", Map.of(0.1, 1L, 0.3, 2L, ALL, 2L)),
                    told("times nothing", Map.of()))))
        .containsExactlyEntriesOf(new TreeMap<>(Map.of(0.1, 6L, ALL, 11L)));
  }

  private static Told told(String target, Map<Double, Long> within) {
    return new Told(Side.Stable, target, Instant.EPOCH, null, 9, 0, new TreeMap<>(within));
  }
}
