package dev.mulkko.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mulkko.engine.judge.Evidence.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeptTest {

  @Test
  void whatIsResumedIsWhatWasKeptAndNeverMore() {
    Watched watched = Watched.usual();
    for (int i = 0; i < 60; i++) {
      watched.second(5, i % 7 == 0 ? 1 : 0, 95, i % 2);
    }
    Judge judge = watched.judge;

    Evidence resumed =
        judge.resume(watched.evidence.step(), judge.keep(watched.evidence), Map.of());

    Proof before = watched.proof();
    Proof after = judge.strand(resumed, new Part("errors", "")).proof();
    assertThat(after.worse()).isLessThanOrEqualTo(before.worse());
    assertThat(after.worse()).isCloseTo(before.worse(), within(2e-3));
    assertThat(after.healthy()).isLessThanOrEqualTo(before.healthy());
    assertThat(after.healthy()).isCloseTo(before.healthy(), within(2e-3));
    assertThat(after.clock()).isEqualTo(before.clock());
    assertThat(after.clump()).isGreaterThanOrEqualTo(before.clump());
    assertThat(judge.keep(resumed)).isEqualTo(judge.keep(watched.evidence));
  }

  @Test
  void whatProvedHealthAtAnEarlierStepIsNotResumed() {
    Watched watched = new Watched(Judge.ofErrors(), 0.5, Watched.steady(0));
    watched.seconds(40, 500, 0, 500, 0);
    List<Kept> kept = watched.judge.keep(watched.evidence);
    Step later = new Step(false, watched.now().plusSeconds(1), 0.5);

    watched.evidence = watched.judge.resume(later, kept, Map.of());

    assertThat(watched.proof().healthy()).isCloseTo(0, within(1e-9));
    assertThat(watched.proof().canary()).isEqualTo(Tally.NONE);
    assertThat(watched.proof().clock()).isEqualTo(40);
  }

  @Test
  void aSecondOfNoClumpsDoesNotMakeClumpsForgotten() {
    Watched watched = new Watched(Judge.ofErrors(), 0.05, Watched.clumped(0.005, 4));
    watched.seconds(5, 5, 0, 95, 0);
    List<Kept> kept = watched.judge.keep(watched.evidence);

    watched.evidence = watched.judge.resume(watched.evidence.step(), kept, Map.of());
    assertThat(watched.proof().clump()).isGreaterThan(20);
    watched.seconds(30, 5, 0, 95, 1);

    assertThat(watched.proof().clump()).isGreaterThan(20);
  }

  @Test
  void nothingIsKeptOfWhatNobodySaw() {
    Watched watched = Watched.usual();

    assertThat(watched.judge.keep(watched.evidence)).isEmpty();
  }

  /** As JSON in status, with names as long as they get and counts of a very busy service. */
  @Test
  void errorsTakeAtMostHalfAKilobyteAndLatencyWithThreeLimitsOne() {
    List<Part> limits =
        IntStream.of(50, 250, 1000)
            .mapToObj(ms -> new Part("slow-" + ms, "share over " + ms + " ms"))
            .toList();
    Judge judge =
        new Judge(List.of(Measure.errors(0.6), Measure.latency(0.4, limits)), Limits.DEFAULT);
    Watched watched = new Watched(judge, 0.5, History.EMPTY);
    for (int i = 1; i <= 20; i++) {
      long second = i;
      watched
          .pause(1)
          .read(
              judge.measures().stream()
                  .flatMap(measure -> measure.parts().stream())
                  .flatMap(
                      part ->
                          java.util.stream.Stream.of(Side.values())
                              .map(side -> busy(part.counter(), side, watched.now(), second)))
                  .toList());
    }

    List<Kept> kept = judge.keep(watched.evidence);

    assertThat(kept).hasSize(4);
    assertThat(json(kept.getFirst()).length()).isLessThanOrEqualTo(512);
    String latency =
        kept.stream().skip(1).map(KeptTest::json).collect(Collectors.joining(",", "[", "]"));
    assertThat(latency).hasSizeLessThanOrEqualTo(1024);
  }

  private static Counter busy(String name, Side side, Instant now, long second) {
    return new Counter(
        name,
        side,
        side.name(),
        now,
        Watched.START,
        1_000_000 * second,
        (side == Side.Canary ? 200_000 : 150_000) * second);
  }

  private static String json(Kept kept) {
    return "{\"counter\":\"%s\",\"through\":\"%s\",\"clock\":%d,\"reserve\":%d,\"worse\":%s,\"healthy\":%s,\"counts\":%s,\"clump\":%d}"
        .formatted(
            kept.counter(),
            kept.through(),
            kept.clock(),
            kept.reserve(),
            kept.worse(),
            kept.healthy(),
            kept.counts(),
            kept.clump())
        .replace(", ", ",");
  }
}
