package dev.mulkko.engine.exhaustive;

import dev.mulkko.engine.plan.Observation;
import dev.mulkko.engine.plan.Observation.Shape;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The user's route, as it is written, and where requests may still go by what it said before.
 *
 * @param accepted whether the gateway says that it has seen this
 * @param settled whether all of its proxies have followed
 * @param leaving the shares that revisions may still have
 * @param leavingService the revisions that some requests may still reach by the Service
 */
record Route(
    Shape shape,
    boolean accepted,
    boolean settled,
    Map<String, Integer> leaving,
    Set<String> leavingService) {

  static final Route HOME = new Route(new Shape.Home(), true, true, Map.of(), Set.of());

  Route {
    leaving = Map.copyOf(leaving);
    leavingService = Set.copyOf(leavingService);
  }

  /** Everything that had a share may have it until the proxies have followed. */
  Route write(Shape next, Set<String> behindService) {
    Map<String, Integer> late = new HashMap<>(leaving);
    Set<String> lateByService = new HashSet<>(leavingService);
    if (shape instanceof Shape.Split split && !split.isNamed()) {
      split.weights().forEach((revision, weight) -> merge(late, revision, weight));
    } else {
      lateByService.addAll(behindService);
    }
    return new Route(next, false, false, late, lateByService);
  }

  private static void merge(Map<String, Integer> late, String revision, int weight) {
    if (weight > 0) {
      late.merge(revision, weight, Math::max);
    }
  }

  Route acceptedNow() {
    return new Route(shape, true, settled, leaving, leavingService);
  }

  /** After the time that a data plane has to follow what its gateway has accepted. */
  Route later() {
    return accepted ? new Route(shape, true, true, Map.of(), Set.of()) : this;
  }

  Set<String> revisions() {
    return shape instanceof Shape.Split split ? split.weights().keySet() : Set.of();
  }

  int weightOf(String revision) {
    return shape instanceof Shape.Split split ? split.weights().getOrDefault(revision, 0) : 0;
  }

  /** The largest share that it may give this revision at this moment. */
  int mayGive(String revision) {
    return Math.max(weightOf(revision), leaving.getOrDefault(revision, 0));
  }

  boolean isHome() {
    return shape instanceof Shape.Home;
  }

  boolean followsService() {
    return !(shape instanceof Shape.Split split) || split.isNamed();
  }

  Observation.Route seen(String name, Set<String> backends) {
    boolean resolved = backends.containsAll(revisions());
    return new Observation.Route(
        name,
        shape,
        accepted && resolved
            ? Optional.empty()
            : Optional.of(resolved ? "not accepted yet" : "it names what does not exist"),
        name.startsWith("HTTPRoute "));
  }
}
