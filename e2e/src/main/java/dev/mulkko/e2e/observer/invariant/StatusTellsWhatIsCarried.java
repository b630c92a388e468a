package dev.mulkko.e2e.observer.invariant;

import dev.mulkko.e2e.observer.world.Managed;
import dev.mulkko.e2e.observer.world.Route;
import dev.mulkko.e2e.observer.world.Transition;
import dev.mulkko.e2e.observer.world.World;
import java.util.List;
import java.util.stream.Stream;

/**
 * I25. Speaks of a new weight in a status, and of HTTPRoutes, whose Gateways say what they have in
 * force: the next weight may be written already, but not in force, when the last one is told.
 */
public final class StatusTellsWhatIsCarried implements Invariant {

  private static final int ALL = 100;

  @Override
  public String name() {
    return "I25";
  }

  @Override
  public String sentence() {
    return "a status names no weight that the routes do not carry";
  }

  @Override
  public Stream<String> broken(World before, World now) {
    return Transition.byOperator(before, now)
        .filter(t -> t.now().inRollout() && !t.now().rolling())
        .filter(t -> !weight(t.now()).isEmpty() && !weight(t.now()).equals(weight(t.before())))
        .flatMap(
            t ->
                t.now().routes().stream()
                    .filter(route -> !t.now().lately(route).isEmpty())
                    .filter(route -> !carries(t.now(), route))
                    .map(
                        route ->
                            "the status of %s says %s, and HTTPRoute %s carries %s"
                                .formatted(
                                    t.now().name(),
                                    weight(t.now()),
                                    route.name(),
                                    carried(t.now(), route))));
  }

  private static String weight(Managed managed) {
    return managed.rollout().at("/status/weight").asText();
  }

  private static boolean carries(Managed managed, Route route) {
    return carried(managed, route).contains(weight(managed));
  }

  private static List<String> carried(Managed managed, Route route) {
    return managed.lately(route).stream()
        .map(version -> carriedBy(managed, version) + "%")
        .distinct()
        .toList();
  }

  /** A route that leaves all to the Service gives it to whom that one is pinned or left. */
  private static int carriedBy(Managed managed, Route version) {
    boolean home = version.backends().stream().allMatch(backend -> version.weight(backend) == 0);
    if (home) {
      return managed.progress("promotedAt").isMissingNode() ? 0 : ALL;
    }
    return version.weight(managed.backend(managed.canary()));
  }
}
