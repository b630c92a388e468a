package dev.mulkko.engine.story;

import dev.mulkko.engine.plan.Observation;
import dev.mulkko.engine.plan.Observation.Shape;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One of the user's routes: as written, as its gateway says, and where requests may still go by it.
 * What it said before counts until the data plane has surely followed: a moment after the status
 * says so, but within the time to settle.
 */
final class Route {
  final String name;
  Shape shape = new Shape.Home();
  int generation = 1;
  int verifiedGeneration = 1;

  /** Whether all that it names exists. */
  boolean resolved = true;

  private final Map<String, Departure> leaving = new TreeMap<>();
  private final Map<String, Instant> leavingService = new TreeMap<>();
  private Instant movingUntil = Instant.MIN;
  private int homeGeneration;

  /** Set when a gateway has accepted the change. */
  private record Departure(int weight, int generation, Instant until) {}

  Route(String name) {
    this.name = name;
  }

  /**
   * Everything that had weight may have it until the gateway followed.
   *
   * @param behindService the revisions that the Service itself leads to
   */
  void write(Shape next, Collection<String> behindService, Instant now) {
    Shape before = shape;
    leaving.values().removeIf(departure -> !departure.until.isAfter(now));
    shape = next;
    generation++;
    movingUntil = Instant.MAX;
    if (before instanceof Shape.Split split && !split.isNamed()) {
      revisionsOf(before)
          .forEach(
              revision -> {
                int weight = gave(before, revision);
                if (weight > 0) {
                  leaving.merge(
                      revision,
                      new Departure(weight, generation, Instant.MAX),
                      (a, b) ->
                          new Departure(Math.max(a.weight, b.weight), generation, Instant.MAX));
                }
              });
    } else {
      behindService.forEach(revision -> leavingService.put(revision, Instant.MAX));
      homeGeneration = generation;
    }
  }

  void accepted(Instant now, Duration lag) {
    verifiedGeneration = generation;
    Instant until = now.plus(lag);
    movingUntil = until;
    leaving.replaceAll(
        (_, d) ->
            d.until.equals(Instant.MAX) && d.generation <= generation
                ? new Departure(d.weight, d.generation, until)
                : d);
    if (homeGeneration > 0 && homeGeneration <= generation) {
      leavingService.replaceAll((_, was) -> was.equals(Instant.MAX) ? until : was);
      homeGeneration = 0;
    }
  }

  /** Whether a data plane may not know yet that it names revisions. */
  boolean isNew(Instant now) {
    return shape instanceof Shape.Split split && split.isNamed() && moving(now);
  }

  /** Whether some requests may still follow an earlier form. */
  boolean moving(Instant now) {
    return movingUntil.isAfter(now);
  }

  /** Whether some revision may still get what an earlier form gave. */
  boolean stillGives(Instant now) {
    return leaving.values().stream().anyMatch(departure -> departure.until.isAfter(now));
  }

  /** The largest share that it may give this revision at this moment. */
  int mayGive(String revision, Instant now) {
    Departure departure = leaving.get(revision);
    int late = departure == null || !departure.until.isAfter(now) ? 0 : departure.weight;
    return Math.max(late, gave(shape, revision));
  }

  /**
   * What some requests are worth is known to nobody: it counts as the smallest share. Copies are as
   * much to bear as what they are copies of.
   */
  private int gave(Shape any, String revision) {
    Observation.Route route = new Observation.Route(name, any, Optional.empty());
    int copies =
        route
            .mirror()
            .filter(mirror -> mirror.revision().equals(revision))
            .map(Observation.Mirror::percent)
            .orElse(0);
    int requests = Math.max(route.weightOf(revision), route.leadsTo(revision) ? 1 : 0);
    return Math.max(requests, copies);
  }

  /** Whether some requests may still follow it to the Service itself, and so to this revision. */
  boolean mayLeadToServiceOf(String revision, Instant now) {
    return leavingService.getOrDefault(revision, Instant.MIN).isAfter(now);
  }

  int weightOf(String revision) {
    return seen().weightOf(revision);
  }

  Set<String> revisions() {
    return revisionsOf(shape);
  }

  private static Set<String> revisionsOf(Shape any) {
    Set<String> all = new TreeSet<>();
    if (any instanceof Shape.Split split) {
      all.addAll(split.weights().keySet());
      split.cohort().ifPresent(cohort -> all.add(cohort.revision()));
      split.mirror().ifPresent(mirror -> all.add(mirror.revision()));
    }
    return all;
  }

  /** The share that a revision has, or the smallest one where it has some requests alone. */
  int gives(String revision) {
    return gave(shape, revision);
  }

  boolean isHome() {
    return shape instanceof Shape.Home;
  }

  boolean verified() {
    return resolved && verifiedGeneration == generation;
  }

  Observation.Route seen() {
    return new Observation.Route(
        name,
        shape,
        verified()
            ? Optional.empty()
            : Optional.of(
                resolved
                    ? "generation " + generation + " is not accepted yet"
                    : "it names a Service that does not exist"),
        name.startsWith("HTTPRoute ") || name.startsWith("GRPCRoute "));
  }
}
