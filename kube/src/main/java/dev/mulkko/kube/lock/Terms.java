package dev.mulkko.kube.lock;

import dev.mulkko.api.v1beta1.DeployLockSpec;
import dev.mulkko.engine.plan.Lock.Mode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a lock says, read.
 *
 * @param schedule empty when it holds at any time
 */
record Terms(Mode mode, Optional<Instant> until, Optional<Schedule> schedule, boolean auto) {

  static Terms of(DeployLockSpec spec) throws BrokenLock {
    return new Terms(mode(spec.mode()), until(spec.until()), schedule(spec), auto(spec.autoLock()));
  }

  private static Mode mode(@Nullable String mode) throws BrokenLock {
    if (mode == null) {
      return Mode.BlockNew;
    }
    return Stream.of(Mode.values())
        .filter(known -> known.name().equals(mode))
        .findFirst()
        .orElseThrow(
            () ->
                new BrokenLock(
                    "spec.mode is %s: write BlockNew, PauseRunning or BlockPromote"
                        .formatted(mode)));
  }

  private static boolean auto(@Nullable String autoLock) throws BrokenLock {
    if (autoLock != null && !autoLock.equals("WhileRolling")) {
      throw new BrokenLock(
          "spec.autoLock is %s: write WhileRolling, or leave it out".formatted(autoLock));
    }
    return autoLock != null;
  }

  private static Optional<Instant> until(@Nullable String until) throws BrokenLock {
    try {
      return Optional.ofNullable(until).map(text -> OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      throw new BrokenLock(
          "spec.until is %s, which is no time: write for example 2027-01-04T09:00:00+09:00"
              .formatted(until));
    }
  }

  private static Optional<Schedule> schedule(DeployLockSpec spec) throws BrokenLock {
    if (spec.windows().isEmpty() && spec.holidays().isEmpty()) {
      return Optional.empty();
    }
    List<Window> windows = new ArrayList<>();
    for (int i = 0; i < spec.windows().size(); i++) {
      windows.add(Window.of(spec.windows().get(i), "spec.windows[" + i + "]"));
    }
    return Optional.of(new Schedule(zone(spec.timeZone()), windows, holidays(spec.holidays())));
  }

  private static ZoneId zone(@Nullable String name) throws BrokenLock {
    try {
      return ZoneId.of(name == null ? "UTC" : name);
    } catch (DateTimeException e) {
      throw new BrokenLock(
          "spec.timeZone is %s, which no time zone is called: write for example Asia/Seoul"
              .formatted(name));
    }
  }

  private static Set<LocalDate> holidays(List<String> dates) throws BrokenLock {
    Set<LocalDate> days = new HashSet<>();
    for (String date : dates) {
      try {
        days.add(LocalDate.parse(date));
      } catch (DateTimeException e) {
        throw new BrokenLock(
            "spec.holidays has %s, which is no date: write for example 2027-02-06".formatted(date));
      }
    }
    return days;
  }
}
