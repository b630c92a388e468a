package dev.mulkko.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class LeaderTimerTest {

  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> looks = new LinkedBlockingQueue<>();

  @Test
  void itLooksAgainAndAgain() throws InterruptedException {
    try (LeaderTimer _ = timer(() -> true, () -> looks.add("look"))) {
      next(looks);
      next(looks);
    }
  }

  @Test
  void aLookThatFailsIsNotTheLast() throws InterruptedException {
    Runnable fails =
        () -> {
          looks.add("look");
          throw new IllegalStateException("refused");
        };
    try (LeaderTimer _ = timer(() -> true, fails)) {
      next(looks);
      next(looks);
    }
  }

  @Test
  void onlyWhoLeadsLooks() throws InterruptedException {
    AtomicBoolean leads = new AtomicBoolean();
    try (LeaderTimer _ = timer(leads::get, () -> looks.add("look"))) {
      next(asked);
      next(asked);
      assertThat(looks).isEmpty();
      leads.set(true);
      next(looks);
    }
  }

  @Test
  void nothingIsLookedAtAfterItsEnd() throws InterruptedException {
    LeaderTimer timer = timer(() -> true, () -> looks.add("look"));
    next(looks);
    timer.close();
    asked.clear();
    assertThat(asked.poll(50, TimeUnit.MILLISECONDS)).isNull();
  }

  private LeaderTimer timer(BooleanSupplier leads, Runnable look) {
    return LeaderTimer.start(
        "things",
        Duration.ofMillis(1),
        () -> {
          asked.add("asked");
          return leads.getAsBoolean();
        },
        look);
  }

  private static void next(BlockingQueue<String> queue) throws InterruptedException {
    assertThat(queue.poll(10, TimeUnit.SECONDS)).isNotNull();
  }
}
