package dev.mulkko.operator.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PhaseTest {

  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final Instant START = Instant.ofEpochSecond(1_800_000_000);

  @Test
  void thousandRolloutsThatBeginTogetherAreApartFromTheSecondLookOn() {
    long[] tenths =
        IntStream.range(0, 1000)
            .mapToObj(i -> Phase.rest("shop/web-" + i, INTERVAL, START, START))
            .mapToLong(rest -> START.plus(rest).toEpochMilli() % 5000 / 500)
            .sorted()
            .toArray();
    for (int tenth = 0; tenth < 10; tenth++) {
      int wanted = tenth;
      assertThat(IntStream.range(0, 1000).filter(i -> tenths[i] == wanted).count())
          .isBetween(70L, 130L);
    }
  }

  @Test
  void aLookIsFollowedWithinHalfAnIntervalMoreOrLess() {
    for (int i = 0; i < 1000; i++) {
      Duration rest = Phase.rest("shop/web-" + i, INTERVAL, START, START);
      assertThat(rest).isBetween(INTERVAL.dividedBy(2), INTERVAL.multipliedBy(3).dividedBy(2));
    }
  }

  @Test
  void whoLooksInItsMomentLooksInEveryIntervalFromThenOn() {
    Instant look = START.plus(Phase.rest("shop/web", INTERVAL, START, START));
    for (int i = 0; i < 10; i++) {
      Instant woken = look.plusMillis(3);
      Duration rest = Phase.rest("shop/web", INTERVAL, woken, woken.plusMillis(200));
      Instant next = woken.plusMillis(200).plus(rest);
      assertThat(Duration.between(look, next)).isEqualTo(INTERVAL);
      look = next;
    }
  }

  @Test
  void aLookThatTookTooLongIsFollowedAtOnce() {
    assertThat(Phase.rest("shop/web", INTERVAL, START, START.plusSeconds(20)))
        .isEqualTo(Duration.ZERO);
  }
}
