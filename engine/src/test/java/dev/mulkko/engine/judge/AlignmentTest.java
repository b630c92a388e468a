package dev.mulkko.engine.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlignmentTest {
  private static final Instant START = Watched.START;

  private static Counter read(
      Side side, String target, int at, @Nullable Instant since, long requests, long bad) {
    return new Counter("errors", side, target, START.plusSeconds(at), since, requests, bad);
  }

  private static Stream read(Stream stream, Counter... counters) {
    return stream.read("errors", List.of(counters), START);
  }

  @Test
  void bothSidesAreCutAtTheSameInstant() {
    Stream stream =
        read(
            Stream.begin(START),
            read(Side.Canary, "c", 0, null, 100, 10),
            read(Side.Canary, "c", 15, null, 250, 25),
            read(Side.Stable, "s", 5, null, 1000, 0),
            read(Side.Stable, "s", 20, null, 2500, 30));

    Batch batch = stream.ripe().orElseThrow();

    assertThat(batch.from()).isEqualTo(START.plusSeconds(5));
    assertThat(batch.to()).isEqualTo(START.plusSeconds(15));
    assertThat(batch.canary().requests()).isCloseTo(100, within(1e-9));
    assertThat(batch.canary().bad()).isCloseTo(10, within(1e-9));
    assertThat(batch.stable().requests()).isCloseTo(1000, within(1e-9));
    assertThat(batch.stable().bad()).isCloseTo(20, within(1e-9));
  }

  @Test
  void nothingIsCutTwice() {
    Stream stream =
        read(
            Stream.begin(START),
            read(Side.Canary, "c", 0, null, 0, 0),
            read(Side.Canary, "c", 10, null, 100, 5),
            read(Side.Stable, "s", 0, null, 0, 0),
            read(Side.Stable, "s", 10, null, 900, 5));
    Stream after = stream.after(stream.ripe().orElseThrow());

    assertThat(after.ripe()).isEmpty();
    Stream again =
        read(
            after,
            read(Side.Canary, "c", 10, null, 100, 5),
            read(Side.Canary, "c", 4, null, 40, 2),
            read(Side.Stable, "s", 10, null, 900, 5));
    assertThat(again.ripe()).isEmpty();
    Batch next =
        read(
                again,
                read(Side.Canary, "c", 11, null, 110, 6),
                read(Side.Stable, "s", 11, null, 990, 6))
            .ripe()
            .orElseThrow();
    assertThat(next.canary()).isEqualTo(new Tally(10, 1));
  }

  /** The counts of before would be spread over both sides of the mark. */
  @Test
  void aLateReadOfBeforeTheMarkIsNoBase() {
    Stream stream =
        read(
            Stream.begin(START.plusSeconds(10)),
            read(Side.Canary, "c", 4, null, 0, 0),
            read(Side.Canary, "c", 11, null, 700, 70),
            read(Side.Canary, "c", 12, null, 710, 71),
            read(Side.Stable, "s", 10, null, 0, 0),
            read(Side.Stable, "s", 12, null, 200, 0));

    assertThat(stream.ripe().orElseThrow().canary()).isEqualTo(new Tally(10, 1));
  }

  @Test
  void nothingIsCutTwiceOfPodsThatAreReadAtDifferentTimes() {
    Stream stream =
        read(
            Stream.begin(START),
            read(Side.Canary, "c", 0, null, 0, 0),
            read(Side.Canary, "c", 10, null, 100, 0),
            read(Side.Canary, "d", 2, null, 0, 0),
            read(Side.Canary, "d", 12, null, 100, 0),
            read(Side.Stable, "s", 4, null, 0, 0),
            read(Side.Stable, "s", 14, null, 1000, 0));
    Stream after = stream.after(stream.ripe().orElseThrow());

    Batch next = read(after, read(Side.Canary, "c", 20, null, 200, 0)).ripe().orElseThrow();

    assertThat(next.from()).isEqualTo(START.plusSeconds(10));
    assertThat(next.to()).isEqualTo(START.plusSeconds(12));
    assertThat(next.canary().requests()).isCloseTo(40, within(1e-9));
  }

  @Test
  void whatWasCutIsNotKept() {
    Stream stream = Stream.begin(START);
    for (int t = 0; t < 100; t++) {
      stream =
          read(
              stream, read(Side.Canary, "c", t, null, t, 0), read(Side.Stable, "s", t, null, t, 0));
      stream = stream.ripe().map(stream::after).orElse(stream);
    }

    assertThat(stream.tracks().values()).allMatch(track -> track.points().size() == 1);
  }

  @Test
  void aNewStartCountsFromZero() {
    Counter before = read(Side.Canary, "c", 1, null, 5000, 40);
    Counter after = read(Side.Canary, "c", 2, null, 30, 20);

    assertThat(after.since(before)).isEqualTo(new Tally(30, 20));
  }

  @Test
  void aNewStartThatHasOvertakenIsToldByItsTime() {
    Counter before = read(Side.Canary, "c", 1, START, 50, 1);
    Counter after = read(Side.Canary, "c", 9, START.plusSeconds(2), 70, 9);

    assertThat(after.since(before)).isEqualTo(new Tally(70, 9));
  }

  @Test
  void aFallOfLessThanAPercentIsAnotherReplicaAndCountsOnce() {
    Track track = Track.begin(read(Side.Stable, "s", 0, null, 10_000, 100), START);
    for (int i = 1; i < 9; i++) {
      track = track.and(read(Side.Stable, "s", i, null, i % 2 == 0 ? 10_000 : 9_950, 100));
    }

    assertThat(track.at(START.plusSeconds(9))).isEqualTo(Tally.NONE);
  }

  @Test
  void theFirstFailuresOfAPodThatStartedInTheRolloutCount() {
    Track young =
        Track.begin(read(Side.Canary, "c", 9, START.plusSeconds(3), 60, 60), START.plusSeconds(1));
    Track old = Track.begin(read(Side.Canary, "c", 9, START, 60, 60), START.plusSeconds(1));

    assertThat(young.at(START.plusSeconds(9))).isEqualTo(new Tally(60, 60));
    assertThat(young.at(START.plusSeconds(6))).isEqualTo(new Tally(30, 30));
    assertThat(old.at(START.plusSeconds(9))).isEqualTo(Tally.NONE);
  }

  @Test
  void aPodThatIsGoneDoesNotHoldUpTheOthers() {
    Stream stream =
        read(
            Stream.begin(START),
            read(Side.Canary, "c", 0, null, 0, 0),
            read(Side.Stable, "gone", 1, null, 0, 0),
            read(Side.Stable, "s", 0, null, 0, 0),
            read(Side.Canary, "c", 5, null, 50, 0),
            read(Side.Stable, "s", 5, null, 500, 0));
    assertThat(stream.ripe().orElseThrow().to()).isEqualTo(START.plusSeconds(1));

    Stream later = stream.read("errors", List.of(), START.plusSeconds(2));

    assertThat(later.ripe().orElseThrow().to()).isEqualTo(START.plusSeconds(5));
  }

  @Test
  void whatIsBadWasRequested() {
    assertThat(new Tally(3, 5).consistent()).isEqualTo(new Tally(5, 5));
  }
}
