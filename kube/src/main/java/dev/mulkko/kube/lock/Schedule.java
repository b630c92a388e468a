package dev.mulkko.kube.lock;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * When a lock holds, by the clocks and the calendar of a place. Nothing of it is remembered: it is
 * asked for the time of each pass.
 *
 * @param windows at Deny windows it holds, and where there are Allow windows whenever none is open
 * @param holidays days on which it holds, whatever the windows say
 */
record Schedule(ZoneId zone, List<Window> windows, Set<LocalDate> holidays) {

  /** Over so many changes it is looked for the end; a lock may have none. */
  private static final int FAR = 64;

  Schedule {
    windows = List.copyOf(windows);
    holidays = Set.copyOf(holidays);
  }

  boolean holds(Instant now) {
    LocalDateTime at = LocalDateTime.ofInstant(now, zone);
    return holidays.contains(at.toLocalDate())
        || windows.stream().anyMatch(window -> !window.allows() && window.contains(at))
        || (windows.stream().anyMatch(Window::allows)
            && windows.stream().noneMatch(window -> window.allows() && window.contains(at)));
  }

  /** When it holds no more, or holds again; empty when that lies far ahead or never comes. */
  Optional<Instant> change(Instant now) {
    boolean before = holds(now);
    Optional<Instant> at = next(now);
    for (int i = 0; i < FAR && at.isPresent(); i++) {
      if (holds(at.get()) != before) {
        return at;
      }
      at = next(at.get());
    }
    return Optional.empty();
  }

  /** When that can change at the earliest. */
  private Optional<Instant> next(Instant now) {
    LocalDateTime at = LocalDateTime.ofInstant(now, zone);
    Stream<LocalDateTime> edges =
        Stream.concat(
            windows.stream().flatMap(window -> window.edgeAfter(at).stream()),
            holidays.stream()
                .flatMap(day -> Stream.of(day.atStartOfDay(), day.plusDays(1).atStartOfDay()))
                .filter(at::isBefore));
    Optional<Instant> changed =
        Optional.ofNullable(zone.getRules().nextTransition(now))
            .map(ZoneOffsetTransition::getInstant);
    return Stream.concat(
            edges.min(LocalDateTime::compareTo).stream().flatMap(this::instants), changed.stream())
        .filter(now::isBefore)
        .min(Instant::compareTo);
  }

  /** A time that the clock shows twice comes twice; one that it leaves out, when it does so. */
  private Stream<Instant> instants(LocalDateTime at) {
    ZoneRules rules = zone.getRules();
    ZoneOffsetTransition transition = rules.getTransition(at);
    return transition != null && transition.isGap()
        ? Stream.of(transition.getInstant())
        : rules.getValidOffsets(at).stream().map(at::toInstant);
  }
}
