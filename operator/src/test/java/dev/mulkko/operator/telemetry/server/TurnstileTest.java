package dev.mulkko.operator.telemetry.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With threads as they are in the process; whose turn it is never depends on time. */
class TurnstileTest {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Queue<String> inside = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();

  @AfterEach
  void end() {
    threads.forEach(Thread::interrupt);
  }

  /** One that goes in and stays, so that the test lets the next one in. */
  private Thread comes(Turnstile turnstile, String tenant) {
    int before = turnstile.waiting() + inside.size();
    Thread thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    turnstile.enter(tenant);
                    inside.add(tenant);
                  } catch (InterruptedException e) {
                    // It was not let in.
                  }
                });
    threads.add(thread);
    await()
        .pollInterval(Duration.ofMillis(2))
        .atMost(LIMIT)
        .until(() -> turnstile.waiting() + inside.size() == before + 1);
    return thread;
  }

  private void leaves(Turnstile turnstile) {
    int before = inside.size();
    turnstile.leave();
    await()
        .pollInterval(Duration.ofMillis(2))
        .atMost(LIMIT)
        .until(() -> inside.size() == before + 1);
  }

  @Test
  void noMoreAreInsideThanMayBe() {
    Turnstile turnstile = new Turnstile(3, 1000);
    for (int i = 0; i < 10; i++) {
      comes(turnstile, "shop");
    }
    assertThat(inside).hasSize(3);
    leaves(turnstile);
    assertThat(inside).hasSize(4);
  }

  @Test
  void aTenantWithManyWaitingDelaysAnotherByOneOfItsTurns() {
    Turnstile turnstile = new Turnstile(1, 100_000);
    for (int i = 0; i < 100; i++) {
      comes(turnstile, "noisy");
    }
    comes(turnstile, "small");
    comes(turnstile, "tiny");
    comes(turnstile, "small");
    for (int i = 0; i < 6; i++) {
      leaves(turnstile);
    }
    assertThat(inside)
        .containsExactly("noisy", "noisy", "small", "tiny", "noisy", "small", "noisy");
  }

  @Test
  void whoIsInterruptedGivesItsTurnToTheNext() throws Exception {
    Turnstile turnstile = new Turnstile(1, 1000);
    comes(turnstile, "first");
    Thread impatient = comes(turnstile, "impatient");
    comes(turnstile, "next");
    impatient.interrupt();
    impatient.join();
    leaves(turnstile);
    assertThat(inside).containsExactly("first", "next");
  }

  @Test
  void whoWaitsForAPaceMayBeInterruptedToo() throws Exception {
    Turnstile turnstile = new Turnstile(100, 1, () -> 0);
    turnstile.enter("shop");
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> turnstile.enter("shop")).isInstanceOf(InterruptedException.class);
  }

  @Test
  void inASecondNoMoreBeginThanMayAfterAShortBurst() {
    Pace pace = new Pace(50, 0);
    long now = 0;
    int begun = 0;
    while (now < 10_000_000_000L) {
      long wait = pace.untilNext(now);
      if (wait == 0) {
        pace.take(1);
        begun++;
      }
      now += wait;
    }
    assertThat(begun).isBetween(500, 506);
  }

  @Test
  void manyThatBeginAtOnceMakeTheNextWaitForAllOfThem() {
    Pace pace = new Pace(10, 0);
    pace.take(21);
    assertThat(pace.untilNext(0)).isEqualTo(2_100_000_000L);
    assertThat(pace.untilNext(2_100_000_000L)).isZero();
  }

  @Test
  void howeverLongNobodyCameOnlyATenthOfASecondIsMadeUpFor() {
    Pace pace = new Pace(50, 0);
    pace.take(5);
    assertThat(pace.untilNext(3_600_000_000_000L)).isZero();
    pace.take(5);
    assertThat(pace.untilNext(3_600_000_000_000L)).isEqualTo(20_000_000L);
  }

  @Test
  void whatDidNotBeginIsGivenBack() {
    Pace pace = new Pace(1, 0);
    pace.take(1);
    pace.giveBack();
    assertThat(pace.untilNext(0)).isZero();
  }
}
