package dev.mulkko.kube.lock;

import dev.mulkko.api.v1beta1.LockWindow;
import dev.mulkko.kube.GoDuration;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;
import org.jspecify.annotations.Nullable;

/**
 * A span of time that comes once or again and again, by the clock on the wall: a window from 15:00
 * to 18:00 is open whenever that clock shows a time in between, however long that takes on the day
 * on which it is changed.
 */
record Window(boolean allows, LocalDateTime start, Duration length, @Nullable RecurrenceRule rule) {

  private static final Duration LONGEST = Duration.ofDays(31);

  /** More often than anybody opens a window, and few enough for every pass. */
  private static final int MOST = 1000;

  /**
   * Reads one.
   *
   * @param field where it stands, for sentences
   */
  static Window of(LockWindow spec, String field) throws BrokenLock {
    LocalDateTime start = start(spec.start(), field);
    Duration length =
        GoDuration.parse(spec.duration())
            .filter(d -> d.isPositive() && d.compareTo(LONGEST) <= 0)
            .orElseThrow(
                () ->
                    new BrokenLock(
                        "%s.duration is %s: write one above 0 and up to 744h"
                            .formatted(field, spec.duration())));
    Window window = new Window(kind(spec.kind(), field), start, length, rule(spec.rule(), field));
    window.check(field);
    return window;
  }

  private static boolean kind(String kind, String field) throws BrokenLock {
    return switch (kind) {
      case "Allow" -> true;
      case "Deny" -> false;
      default -> throw new BrokenLock("%s.kind is %s: write Allow or Deny".formatted(field, kind));
    };
  }

  private static LocalDateTime start(String text, String field) throws BrokenLock {
    try {
      return LocalDateTime.parse(text);
    } catch (DateTimeException e) {
      throw new BrokenLock(
          "%s.start is %s, which is no date and time: write for example 2027-01-01T15:00"
              .formatted(field, text));
    }
  }

  private static @Nullable RecurrenceRule rule(@Nullable String text, String field)
      throws BrokenLock {
    try {
      return text == null ? null : new RecurrenceRule(text, RecurrenceRule.RfcMode.RFC5545_STRICT);
    } catch (InvalidRecurrenceRuleException | RuntimeException e) {
      throw new BrokenLock(
          "%s.rule is %s, which is no RRULE of RFC 5545 (%s): write for example FREQ=WEEKLY;BYDAY=FR"
              .formatted(field, text, e.getMessage()));
    }
  }

  /** A rule whose first time is another one than it says was meant otherwise. */
  private void check(String field) throws BrokenLock {
    if (rule == null) {
      return;
    }
    try {
      LocalDateTime first = local(rule.iterator(floating(start)).nextDateTime());
      if (!first.equals(start)) {
        throw new BrokenLock(
            "%s.start is %s, but by its rule %s the first time is %s: write that one"
                .formatted(field, start, rule, first));
      }
      around(start);
    } catch (RuntimeException e) {
      throw new BrokenLock(
          "%s.rule is %s, by which no times can be told (%s): write for example FREQ=WEEKLY;BYDAY=FR"
              .formatted(field, rule, e.getMessage()));
    }
  }

  boolean contains(LocalDateTime at) {
    return around(at).stream().anyMatch(s -> !s.isAfter(at) && at.isBefore(s.plus(length)));
  }

  /** When it opens or closes next after a time. */
  Optional<LocalDateTime> edgeAfter(LocalDateTime at) {
    return around(at).stream()
        .flatMap(s -> Stream.of(s, s.plus(length)))
        .filter(at::isBefore)
        .min(LocalDateTime::compareTo);
  }

  /** Its beginnings from those that may still be open to the first that lies ahead. */
  private List<LocalDateTime> around(LocalDateTime at) {
    if (rule == null) {
      return List.of(start);
    }
    List<LocalDateTime> found = new ArrayList<>();
    RecurrenceRuleIterator times = rule.iterator(floating(start));
    LocalDateTime from = at.minus(length);
    if (from.isAfter(start)) {
      times.fastForward(floating(from));
    }
    while (times.hasNext()) {
      LocalDateTime next = local(times.nextDateTime());
      found.add(next);
      if (next.isAfter(at)) {
        return found;
      }
      if (found.size() > MOST) {
        throw new IllegalStateException("more than %d times in %s".formatted(MOST, length));
      }
    }
    return found;
  }

  private static DateTime floating(LocalDateTime at) {
    return new DateTime(
        at.getYear(),
        at.getMonthValue() - 1,
        at.getDayOfMonth(),
        at.getHour(),
        at.getMinute(),
        at.getSecond());
  }

  private static LocalDateTime local(DateTime at) {
    return LocalDateTime.of(
        at.getYear(),
        at.getMonth() + 1,
        at.getDayOfMonth(),
        at.getHours(),
        at.getMinutes(),
        at.getSeconds());
  }
}
