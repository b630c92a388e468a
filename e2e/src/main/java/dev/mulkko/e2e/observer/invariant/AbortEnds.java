package dev.mulkko.e2e.observer.invariant;

import dev.mulkko.e2e.observer.world.Managed;
import dev.mulkko.e2e.observer.world.Route;
import dev.mulkko.e2e.observer.world.Rs;
import dev.mulkko.e2e.observer.world.Transition;
import dev.mulkko.e2e.observer.world.World;
import java.util.stream.Stream;

/**
 * I6. What is out stays out: only the stable and the canary of a Rollout ever get more pods or
 * weight, and a canary that is being aborted no more of either. That an abort ends can only be seen
 * at the end.
 */
public final class AbortEnds implements Invariant {

  @Override
  public String name() {
    return "I6";
  }

  @Override
  public String sentence() {
    return "an abort ends with no pod and no weight of the canary left, and what is out gets neither again";
  }

  @Override
  public Stream<String> broken(World before, World now) {
    return Transition.of(before, now)
        .flatMap(
            t ->
                t.now()
                    .replicaSets()
                    .filter(rs -> out(t.now(), rs))
                    .flatMap(rs -> comesBack(t, rs)));
  }

  private static boolean out(Managed managed, Rs rs) {
    boolean isCanary = rs.revision().equals(managed.canary());
    return !managed.owned(rs)
        && !rs.revision().equals(managed.stable())
        && (!isCanary || managed.aborting());
  }

  private static Stream<String> comesBack(Transition t, Rs rs) {
    int was = t.before().rs(rs.revision()).map(Rs::wanted).orElse(0);
    int share = t.before().share(rs.revision());
    Stream<String> pods =
        rs.wanted() > was
            ? Stream.of(
                "%s is out and goes from %d to %d pods".formatted(rs.name(), was, rs.wanted()))
            : Stream.empty();
    Stream<String> weight =
        t.now().share(rs.revision()) > share
            ? Stream.of(
                "%s is out and goes from %d to %d %% of the route"
                    .formatted(rs.name(), share, t.now().share(rs.revision())))
            : Stream.empty();
    return Stream.concat(pods, weight);
  }

  @Override
  public Stream<String> brokenAtEnd(World end) {
    return end.rollouts()
        .filter(Managed::attached)
        .flatMap(
            m ->
                m.aborting()
                    ? Stream.of("the abort of %s has not ended".formatted(m.canary()))
                    : m.inRollout() ? Stream.empty() : traces(m));
  }

  private static Stream<String> traces(Managed managed) {
    Stream<String> pods =
        managed
            .replicaSets()
            .filter(rs -> !managed.owned(rs) && Math.max(rs.wanted(), rs.current()) > 0)
            .map(rs -> "at rest %s has %d pods".formatted(rs.name(), rs.current()));
    Stream<String> routes =
        managed.allRoutes().stream()
            .filter(Route::split)
            .map(route -> "at rest HTTPRoute %s is split".formatted(route.name()));
    Stream<String> pin =
        Stream.of(managed.pin())
            .filter(revision -> !revision.isEmpty())
            .map("at rest the Service is pinned to %s"::formatted);
    Stream<String> backends =
        managed
            .backends()
            .map(
                backend ->
                    "at rest Service %s is left".formatted(backend.at("/metadata/name").asText()));
    return Stream.of(pods, routes, pin, backends).flatMap(s -> s);
  }
}
