package dev.mulkko.operator.telemetry.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mulkko.engine.judge.Side;
import dev.mulkko.engine.model.Comparison;
import dev.mulkko.engine.plan.gate.Comparing.Watch;
import dev.mulkko.kube.exposition.Page;
import dev.mulkko.kube.read.MetricTargets.Target;
import dev.mulkko.operator.telemetry.Teller.Asked;
import dev.mulkko.operator.telemetry.Teller.Heard;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PacedPagesTest {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final AtomicInteger read = new AtomicInteger();

  private Page page(Target target, String path) {
    read.incrementAndGet();
    return new Page.Whole(List.of());
  }

  /** Longer than the time that a page has. */
  @Test
  void whoWaitsForItsTurnLosesNoPage() throws Exception {
    PacedPages pages = new PacedPages(this::page, 10);
    pages.await("blog", 12);
    long begin = System.nanoTime();
    Heard heard = new PodCounters("shop/web", pages, Clock.systemUTC()).hear(asked(12));
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(PodPages.TIME);
    assertThat(heard.told()).hasSize(12);
  }

  @Test
  void allPagesOfALookAreReadAtTheSameMoment() throws Exception {
    PacedPages pages = new PacedPages(this::page, 1);
    new PodCounters("shop/web", pages, Clock.systemUTC()).hear(asked(12));
    assertThat(read).hasValue(12);
    FutureTask<Heard> next =
        new FutureTask<>(
            () -> new PodCounters("shop/web", pages, Clock.systemUTC()).hear(asked(12)));
    Thread thread = Thread.ofVirtual().start(next);
    await().atMost(LIMIT).until(() -> thread.getState() == Thread.State.TIMED_WAITING);
    assertThat(read).hasValue(12);
    thread.interrupt();
    assertThatThrownBy(() -> next.get(1, TimeUnit.MINUTES))
        .hasCauseInstanceOf(InterruptedException.class);
  }

  private static Asked asked(int pods) {
    List<Target> targets =
        IntStream.range(0, pods)
            .mapToObj(i -> new Target(Side.Stable, "web-" + i, "10.1.0.1", 8080))
            .toList();
    Watch watch =
        new Watch(Comparison.DEFAULT, "web", "a", "b", Instant.EPOCH, Optional.empty(), List.of());
    return new Asked(watch, targets, Optional.empty(), Duration.ofSeconds(1));
  }
}
