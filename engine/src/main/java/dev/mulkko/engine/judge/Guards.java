package dev.mulkko.engine.judge;

import dev.mulkko.engine.judge.Guard.CanaryStarved;
import dev.mulkko.engine.judge.Guard.NoData;
import dev.mulkko.engine.judge.Guard.SharedTrouble;
import dev.mulkko.engine.judge.Guard.TelemetryLost;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The guards in the order in which they are asked; the first that has something to say holds. */
final class Guards {

  /** The part of its planned share below which a canary is starved. */
  private static final double STARVED = 0.1;

  /** With fewer requests planned, none at all is chance. */
  private static final double FEWEST = 10;

  /** Empty when nothing stands in the way. */
  interface Question {
    Optional<? extends Guard> ask(Judge judge, Evidence seen, Instant now);
  }

  record Named(String name, Question question) {}

  static final List<Named> ALL =
      List.of(
          new Named("telemetryLost", Guards::telemetryLost),
          new Named("canaryStarved", Guards::canaryStarved),
          new Named("noData", Guards::noData),
          new Named("sharedTrouble", Guards::sharedTrouble));

  private Guards() {}

  static Optional<Guard> first(List<Named> guards, Judge judge, Evidence seen, Instant now) {
    return guards.stream()
        .<Guard>flatMap(guard -> guard.question().ask(judge, seen, now).stream())
        .findFirst();
  }

  private static Optional<TelemetryLost> telemetryLost(Judge judge, Evidence seen, Instant now) {
    List<String> silent =
        seen.heard().entrySet().stream()
            .filter(each -> each.getValue().plus(seen.patience()).isBefore(now))
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    return silent.isEmpty()
        ? Optional.empty()
        : Optional.of(new TelemetryLost(silent, seen.patience()));
  }

  private static Optional<CanaryStarved> canaryStarved(Judge judge, Evidence seen, Instant now) {
    return seen.strands().values().stream()
        .map(Strand::window)
        .filter(window -> window.span().compareTo(Window.LENGTH) >= 0)
        .map(Window::traffic)
        .flatMap(traffic -> starved(traffic, seen.step().share()).stream())
        .findFirst();
  }

  private static Optional<CanaryStarved> starved(Window.Traffic traffic, double share) {
    double canary = traffic.canary().requests();
    double all = canary + traffic.stable().requests();
    return all * share >= FEWEST && canary < STARVED * share * all
        ? Optional.of(new CanaryStarved(canary, all, share))
        : Optional.empty();
  }

  /** Fresh is what both sides were heard of in; with one answer in two the clock goes on. */
  private static Optional<NoData> noData(Judge judge, Evidence seen, Instant now) {
    for (Measure measure : judge.measures()) {
      for (Part part : measure.parts()) {
        Optional<NoData> none = noData(judge.strand(seen, part), part, seen, now);
        if (none.isPresent()) {
          return none;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<NoData> noData(Strand strand, Part part, Evidence seen, Instant now) {
    Window.Traffic traffic = strand.window().traffic();
    Duration age = Duration.between(strand.stream().mark(), now);
    if (strand.window().batches().isEmpty() || age.compareTo(seen.patience()) > 0) {
      return Optional.of(new NoData("no counters of both versions for the " + part.words()));
    }
    if (traffic.ofBoth()) {
      return Optional.empty();
    }
    String who = traffic.stable().requests() > 0 ? "the canary" : "stable";
    return Optional.of(
        new NoData("%s got no request in the last %d s".formatted(who, Window.LENGTH.toSeconds())));
  }

  private static Optional<SharedTrouble> sharedTrouble(Judge judge, Evidence seen, Instant now) {
    for (Measure measure : judge.measures()) {
      for (Part part : measure.parts()) {
        Strand strand = judge.strand(seen, part);
        if (strand.window().troubled(strand.history(), measure)) {
          Window.Traffic traffic = strand.window().traffic();
          return Optional.of(
              new SharedTrouble(
                  part.words(),
                  traffic.canary(),
                  traffic.stable(),
                  strand.history().whole().rate()));
        }
      }
    }
    return Optional.empty();
  }
}
