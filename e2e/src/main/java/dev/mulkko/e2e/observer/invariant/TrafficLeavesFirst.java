package dev.mulkko.e2e.observer.invariant;

import dev.mulkko.e2e.observer.world.Kind;
import dev.mulkko.e2e.observer.world.Managed;
import dev.mulkko.e2e.observer.world.Route;
import dev.mulkko.e2e.observer.world.Rs;
import dev.mulkko.e2e.observer.world.Transition;
import dev.mulkko.e2e.observer.world.Transition.Shrunk;
import dev.mulkko.e2e.observer.world.World;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * I5. The order of an abort, and of the end of a promotion: routes in one write, seen in the data
 * plane; the pin, seen in the endpoints; then the pods; then the pin goes.
 */
public final class TrafficLeavesFirst implements Invariant {

  @Override
  public String name() {
    return "I5";
  }

  @Override
  public String sentence() {
    return "an abort gives the routes back in one write; a revision is scaled to 0 only when the routes are verified without it and the Service has no endpoint of it; the pin goes after the pods";
  }

  @Override
  public Stream<String> broken(World before, World now) {
    return Transition.of(before, now)
        .filter(t -> t.now().inRollout() && hasService(t.now()))
        .flatMap(t -> Stream.of(routes(t), pods(t), pin(t)).flatMap(s -> s));
  }

  private static boolean hasService(Managed managed) {
    return managed.world().find(Kind.Service, managed.service()).isPresent();
  }

  private static Stream<String> routes(Transition t) {
    return t.now().aborting() && !t.now().promoted()
        ? t.now().routes().stream()
            .filter(route -> written(t, route))
            .filter(route -> route.share(t.now().backend(t.now().canary())) > 0)
            .map(
                route ->
                    "the abort of %s writes HTTPRoute %s and leaves it some weight"
                        .formatted(t.now().canary(), route.name()))
        : Stream.empty();
  }

  private static boolean written(Transition t, Route route) {
    return t.before().routes().stream()
        .filter(was -> was.name().equals(route.name()))
        .anyMatch(was -> !Objects.equals(was.all(), route.all()));
  }

  private static Stream<String> pods(Transition t) {
    Set<String> cast = new HashSet<>(List.of(t.now().stable(), t.now().canary()));
    return t.shrunk()
        .filter(s -> s.wanted() == 0 && !s.owned() && s.replicas() > 0)
        .filter(s -> cast.contains(s.revision()))
        .flatMap(s -> carries(t.now(), s));
  }

  private static Stream<String> carries(Managed managed, Shrunk s) {
    String what = s.rs().name() + " is scaled to 0 while ";
    Stream<String> routes =
        managed.routes().stream()
            .filter(r -> !managed.verified(r) || r.share(managed.backend(s.revision())) > 0)
            .map(
                r ->
                    what
                        + "no Gateway is seen to have HTTPRoute %s without it".formatted(r.name()));
    boolean pinnedElsewhere = !managed.pin().isEmpty() && !managed.pin().equals(s.revision());
    boolean reached = managed.world().readyPods(managed.service()).stream().anyMatch(s.rs()::made);
    return pinnedElsewhere && !reached
        ? routes
        : Stream.concat(
            routes, Stream.of(what + "Service %s still sends to it".formatted(managed.service())));
  }

  private static Stream<String> pin(Transition t) {
    boolean unpinned =
        t.now().aborting() && t.before().pin().equals(t.now().stable()) && t.now().pin().isEmpty();
    return unpinned
        ? t
            .now()
            .rs(t.now().canary())
            .filter(rs -> !t.now().owned(rs))
            .filter(rs -> Math.max(rs.wanted(), rs.current()) > 0)
            .map(Rs::name)
            .map("the Service is unpinned in an abort while pods of %s are left"::formatted)
            .stream()
        : Stream.empty();
  }
}
