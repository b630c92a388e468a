package dev.mulkko.kube.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.DeployLockSpec;
import dev.mulkko.api.v1beta1.LockWindow;
import dev.mulkko.engine.plan.Lock.Mode;
import dev.mulkko.kube.lock.Standing.State;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a lock holds at a time, also on the days on which clocks are changed. */
class StandingTest {

  /** No deploy from Friday 15:00 to Monday 09:00. */
  private static final LockWindow WEEKEND =
      new LockWindow("Deny", "2027-01-01T15:00", "66h", "FREQ=WEEKLY;BYDAY=FR");

  private static final LockWindow OFFICE =
      new LockWindow("Allow", "2027-01-04T09:00", "8h", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR");

  private static final LockWindow NIGHT =
      new LockWindow("Deny", "2027-03-01T02:15", "30m", "FREQ=DAILY");

  @Test
  void aLockWithoutTimesHoldsUntilItsEnd() {
    DeployLockSpec freeze = spec("2027-01-04T09:00:00+09:00", "Asia/Seoul", List.of(), List.of());
    assertThat(at(freeze, "2027-01-03T23:59:59Z").state()).isEqualTo(State.Locked);
    assertThat(at(freeze, "2027-01-03T23:59:59Z").change()).contains(at("2027-01-04T00:00:00Z"));
    assertThat(at(freeze, "2027-01-04T00:00:00Z").state()).isEqualTo(State.Ended);
    assertThat(at(freeze, "2027-01-04T00:00:00Z").change()).isEmpty();
  }

  @Test
  void aLockWithoutAnEndHoldsUntilItIsDeleted() {
    DeployLockSpec freeze = spec(null, null, List.of(), List.of());
    assertThat(at(freeze, "2047-01-03T23:59:59Z").state()).isEqualTo(State.Locked);
    assertThat(at(freeze, "2047-01-03T23:59:59Z").change()).isEmpty();
  }

  @ParameterizedTest(name = "{0} {1}: {2} until {3}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          zone          | now                       | state  | change
          Asia/Seoul    | 2027-01-08T14:59:59+09:00 | Open   | 2027-01-08T15:00:00+09:00
          Asia/Seoul    | 2027-01-08T15:00:00+09:00 | Locked | 2027-01-11T09:00:00+09:00
          Asia/Seoul    | 2027-01-10T00:00:00+09:00 | Locked | 2027-01-11T09:00:00+09:00
          Asia/Seoul    | 2027-01-11T08:59:59+09:00 | Locked | 2027-01-11T09:00:00+09:00
          Asia/Seoul    | 2027-01-11T09:00:00+09:00 | Open   | 2027-01-15T15:00:00+09:00
          Asia/Seoul    | 2026-12-31T15:00:00+09:00 | Open   | 2027-01-01T15:00:00+09:00
          Europe/Berlin | 2027-03-26T15:00:00+01:00 | Locked | 2027-03-29T09:00:00+02:00
          Europe/Berlin | 2027-03-29T08:59:59+02:00 | Locked | 2027-03-29T09:00:00+02:00
          Europe/Berlin | 2027-03-29T09:00:00+02:00 | Open   | 2027-04-02T15:00:00+02:00
          Europe/Berlin | 2027-10-29T15:00:00+02:00 | Locked | 2027-11-01T09:00:00+01:00
          Europe/Berlin | 2027-11-01T08:59:59+01:00 | Locked | 2027-11-01T09:00:00+01:00
          """)
  void aWeekendEndsAtNineByTheClockOnTheWall(String zone, String now, State state, String change) {
    Standing standing = at(spec(null, zone, List.of(WEEKEND), List.of()), now);
    assertThat(standing.state()).isEqualTo(state);
    assertThat(standing.change()).contains(at(change));
  }

  /** In Berlin 02:00 is 03:00 on 2027-03-28, and 03:00 is 02:00 on 2027-10-31. */
  @ParameterizedTest(name = "{0}: {1} until {2}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          now                       | state  | change
          2027-03-27T02:15:00+01:00 | Locked | 2027-03-27T02:45:00+01:00
          2027-03-28T01:59:59+01:00 | Open   | 2027-03-29T02:15:00+02:00
          2027-03-28T03:00:00+02:00 | Open   | 2027-03-29T02:15:00+02:00
          2027-10-31T02:14:59+02:00 | Open   | 2027-10-31T02:15:00+02:00
          2027-10-31T02:44:59+02:00 | Locked | 2027-10-31T02:45:00+02:00
          2027-10-31T02:45:00+02:00 | Open   | 2027-10-31T02:15:00+01:00
          2027-10-31T02:15:00+01:00 | Locked | 2027-10-31T02:45:00+01:00
          2027-10-31T02:45:00+01:00 | Open   | 2027-11-01T02:15:00+01:00
          """)
  void anHourThatIsLeftOutHasNoWindowAndOneThatComesTwiceHasTwo(
      String now, State state, String change) {
    Standing standing = at(spec(null, "Europe/Berlin", List.of(NIGHT), List.of()), now);
    assertThat(standing.state()).isEqualTo(state);
    assertThat(standing.change()).contains(at(change));
  }

  @ParameterizedTest(name = "{0}: {1} until {2}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          now                       | state  | change
          2027-02-05T08:59:59+09:00 | Locked | 2027-02-05T09:00:00+09:00
          2027-02-05T09:00:00+09:00 | Open   | 2027-02-05T15:00:00+09:00
          2027-02-05T15:00:00+09:00 | Locked | 2027-02-10T09:00:00+09:00
          2027-02-08T12:00:00+09:00 | Locked | 2027-02-10T09:00:00+09:00
          2027-02-09T12:00:00+09:00 | Locked | 2027-02-10T09:00:00+09:00
          2027-02-10T09:00:00+09:00 | Open   | 2027-02-10T17:00:00+09:00
          """)
  void officeHoursAWeekendAndHolidaysHoldTogether(String now, State state, String change) {
    // Lunar New Year 2027 is a Sunday: Monday and Tuesday are holidays in its place.
    DeployLockSpec office =
        spec(
            null,
            "Asia/Seoul",
            List.of(OFFICE, WEEKEND),
            List.of("2027-02-06", "2027-02-07", "2027-02-08", "2027-02-09"));
    Standing standing = at(office, now);
    assertThat(standing.state()).isEqualTo(state);
    assertThat(standing.change()).contains(at(change));
  }

  @Test
  void holidaysAloneHoldFromMidnightToMidnight() {
    DeployLockSpec days = spec(null, "Asia/Seoul", List.of(), List.of("2027-03-01"));
    assertThat(at(days, "2027-02-28T23:59:59+09:00").state()).isEqualTo(State.Open);
    assertThat(at(days, "2027-03-01T00:00:00+09:00").state()).isEqualTo(State.Locked);
    assertThat(at(days, "2027-03-01T12:00:00+09:00").change())
        .contains(at("2027-03-02T00:00:00+09:00"));
    assertThat(at(days, "2027-03-02T00:00:00+09:00").state()).isEqualTo(State.Open);
    assertThat(at(days, "2027-03-02T00:00:00+09:00").change()).isEmpty();
  }

  @Test
  void aWindowWithoutARuleOpensOnceAndMaySpanMidnight() {
    DeployLockSpec once =
        spec(
            null, null, List.of(new LockWindow("Deny", "2027-01-01T22:00", "4h", null)), List.of());
    assertThat(at(once, "2027-01-01T21:59:59Z").state()).isEqualTo(State.Open);
    assertThat(at(once, "2027-01-02T01:59:59Z").state()).isEqualTo(State.Locked);
    assertThat(at(once, "2027-01-02T02:00:00Z").state()).isEqualTo(State.Open);
    assertThat(at(once, "2028-01-01T23:00:00Z").state()).isEqualTo(State.Open);
  }

  @Test
  void anAllowWindowThatIsOverNeverOpensAgain() {
    DeployLockSpec once =
        spec(
            null,
            null,
            List.of(new LockWindow("Allow", "2027-01-01T22:00", "4h", null)),
            List.of());
    assertThat(at(once, "2027-01-01T23:00:00Z").state()).isEqualTo(State.Open);
    assertThat(at(once, "2030-01-01T23:00:00Z").state()).isEqualTo(State.Locked);
    assertThat(at(once, "2030-01-01T23:00:00Z").change()).isEmpty();
  }

  @Test
  void aRuleMayEndByItsOwnCountAndDate() {
    DeployLockSpec counted =
        spec(
            null,
            null,
            List.of(new LockWindow("Deny", "2027-01-01T15:00", "1h", "FREQ=WEEKLY;COUNT=2")),
            List.of());
    assertThat(at(counted, "2027-01-08T15:30:00Z").state()).isEqualTo(State.Locked);
    assertThat(at(counted, "2027-01-15T15:30:00Z").state()).isEqualTo(State.Open);
    DeployLockSpec dated =
        spec(
            null,
            null,
            List.of(
                new LockWindow(
                    "Deny", "2027-01-01T15:00", "1h", "FREQ=WEEKLY;UNTIL=20270108T150000")),
            List.of());
    assertThat(at(dated, "2027-01-08T15:30:00Z").state()).isEqualTo(State.Locked);
    assertThat(at(dated, "2027-01-15T15:30:00Z").state()).isEqualTo(State.Open);
  }

  @Test
  void farAheadItIsToldAsSoonAsToday() {
    DeployLockSpec weekend = spec(null, "Asia/Seoul", List.of(WEEKEND), List.of());
    assertThat(at(weekend, "2127-01-03T12:00:00+09:00").state()).isNotEqualTo(State.Broken);
  }

  @ParameterizedTest(name = "{4}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      useHeadersInDisplayName = true,
      textBlock =
          """
          zone      | start            | duration | rule                          | sentence
          Asia/Soul | 2027-01-01T15:00 | 1h       | -                             | spec.timeZone is Asia/Soul
          UTC       | 2027-02-30T15:00 | 1h       | -                             | spec.windows[0].start is 2027-02-30T15:00
          UTC       | 2027-01-01T15:00 | 0s       | -                             | spec.windows[0].duration is 0s
          UTC       | 2027-01-01T15:00 | 745h     | -                             | spec.windows[0].duration is 745h
          UTC       | 2027-01-01T15:00 | 1h       | FREQ=WEEKLY;BYDAY=XX          | spec.windows[0].rule is FREQ=WEEKLY;BYDAY=XX
          UTC       | 2027-01-02T15:00 | 1h       | FREQ=WEEKLY;BYDAY=FR          | the first time is 2027-01-08T15:00
          UTC       | 2027-01-01T15:00 | 1h       | FREQ=WEEKLY;UNTIL=20270108T150000Z | spec.windows[0].rule is
          """)
  void whatCannotBeReadHoldsAndSaysWhatToCorrect(
      String zone, String start, String duration, @Nullable String rule, String sentence) {
    Standing standing =
        at(
            spec(null, zone, List.of(new LockWindow("Deny", start, duration, rule)), List.of()),
            "2027-01-05T12:00:00Z");
    assertThat(standing.state()).isEqualTo(State.Broken);
    assertThat(standing.state().holds()).isTrue();
    assertThat(standing.wrong()).contains(sentence).contains(": write ");
  }

  @Test
  void aHolidayOrAnEndThatIsNoneHoldsAndSaysSo() {
    assertThat(
            at(spec(null, null, List.of(), List.of("2027-02-30")), "2027-01-05T12:00:00Z").wrong())
        .contains("spec.holidays has 2027-02-30");
    assertThat(
            at(spec("2027-02-30T00:00:00Z", null, List.of(), List.of()), "2027-01-05T12:00:00Z")
                .wrong())
        .contains("spec.until is 2027-02-30T00:00:00Z");
  }

  @Test
  void aModeOfALaterVersionHolds() {
    DeployLockSpec spec =
        new DeployLockSpec(
            null, List.of(), "r", null, "BlockHalf", null, null, null, List.of(), List.of());
    Standing standing = at(spec, "2027-01-05T12:00:00Z");
    assertThat(standing.state()).isEqualTo(State.Broken);
    assertThat(standing.mode()).isEqualTo(Mode.BlockNew);
  }

  static DeployLockSpec spec(
      @Nullable String until,
      @Nullable String zone,
      List<LockWindow> windows,
      List<String> holidays) {
    return new DeployLockSpec(
        null, List.of(), "year end", until, null, null, null, zone, windows, holidays);
  }

  private static Standing at(DeployLockSpec spec, String now) {
    return Standing.of(spec, at(now));
  }

  private static Instant at(String time) {
    return OffsetDateTime.parse(time).toInstant();
  }
}
