package dev.mulkko.e2e.observer.invariant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.e2e.observer.world.Kind;
import dev.mulkko.e2e.observer.world.Managed;
import dev.mulkko.e2e.observer.world.Route;
import dev.mulkko.e2e.observer.world.Transition;
import dev.mulkko.e2e.observer.world.Transition.Shrunk;
import dev.mulkko.e2e.observer.world.World;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * I2. A pod that crashes takes endpoints away from a weight that stands, and nobody can prevent
 * that. What can be demanded of every revision is its two halves: weight is only ever given to what
 * is ready at that revision, and nothing that a weight stands on is taken away by a write.
 */
public final class WeightMeetsEndpoints implements Invariant {

  @Override
  public String name() {
    return "I2";
  }

  @Override
  public String sentence() {
    return "weight is given only to a Service with ready endpoints enough for it, and while it has weight neither its pods nor its selector are taken away";
  }

  @Override
  public Stream<String> broken(World before, World now) {
    return Transition.of(before, now)
        .flatMap(t -> Stream.of(given(t), podsTaken(t), selectorTaken(t)).flatMap(s -> s));
  }

  private Stream<String> given(Transition t) {
    return t.now().routes().stream()
        .flatMap(
            route ->
                Stream.concat(route.backends().stream(), Stream.of(route.service()))
                    .flatMap(backend -> given(t, route, backend)));
  }

  private Stream<String> given(Transition t, Route route, String backend) {
    Route was =
        t.before().routes().stream()
            .filter(r -> r.name().equals(route.name()))
            .findFirst()
            .orElse(route);
    int share = route.share(backend);
    int ready = t.now().world().readyPods(backend).size();
    int need = need(t.now(), backend, share);
    return share > was.share(backend) && ready < need && better(t, was, backend)
        ? Stream.of(
            "HTTPRoute %s gives %d %% to Service %s, which has %d of %d ready endpoints"
                .formatted(route.name(), share, backend, ready, need))
        : Stream.empty();
  }

  /**
   * A canary needs its whole share. For what carried all before it one is enough: a pod less must
   * not keep a failed canary in traffic.
   */
  private static int need(Managed managed, String backend, int share) {
    int whole = Managed.need(share, managed.replicas());
    return backend.equals(managed.backend(managed.canary())) ? whole : Math.min(1, whole);
  }

  /** When nobody that had weight is known to serve any more, there is no better place for it. */
  private static boolean better(Transition t, Route was, String backend) {
    World world = t.now().world();
    return Stream.concat(was.backends().stream(), Stream.of(was.service()))
        .filter(other -> !other.equals(backend) && was.share(other) > 0)
        .anyMatch(other -> world.isKnownToServe(other));
  }

  private Stream<String> podsTaken(Transition t) {
    return t.shrunk()
        .filter(s -> s.wanted() < Managed.need(t.now().share(s.revision()), s.replicas()))
        .map(s -> podsTaken(t, s));
  }

  private static String podsTaken(Transition t, Shrunk s) {
    int share = t.now().share(s.revision());
    return "%s goes from %d to %d pods while it has %d %% of the route, which needs %d"
        .formatted(
            s.rs().name(), s.rs().wanted(), s.wanted(), share, Managed.need(share, s.replicas()));
  }

  private Stream<String> selectorTaken(Transition t) {
    return t.before()
        .backends()
        .map(backend -> backend.at("/metadata/name").asText())
        .filter(name -> t.now().routes().stream().anyMatch(route -> route.share(name) > 0))
        .filter(name -> !selector(t.before().world(), name).equals(selector(t.now().world(), name)))
        .map("Service %s is deleted, or selects other pods, while it has weight"::formatted);
  }

  private static Optional<JsonNode> selector(World world, String service) {
    return world.find(Kind.Service, service).map(s -> s.at("/spec/selector"));
  }
}
