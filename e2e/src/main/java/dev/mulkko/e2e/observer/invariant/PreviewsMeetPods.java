package dev.mulkko.e2e.observer.invariant;

import dev.mulkko.e2e.observer.world.Kind;
import dev.mulkko.e2e.observer.world.Managed;
import dev.mulkko.e2e.observer.world.Route;
import dev.mulkko.e2e.observer.world.Transition;
import dev.mulkko.e2e.observer.world.World;
import java.util.stream.Stream;

/**
 * Of I2 what holds for routes of previews: nobody waits until a Gateway has them in force, and pods
 * that crash are what those who look are to see. But no write leads them to nothing, and none takes
 * away what they lead to.
 */
public final class PreviewsMeetPods implements Invariant {

  @Override
  public String name() {
    return "I2p";
  }

  @Override
  public String sentence() {
    return "a route of previews is led only to one whole canary that has ready endpoints, and while it leads there neither its pods nor its Service are taken away";
  }

  @Override
  public Stream<String> broken(World before, World now) {
    return Transition.of(before, now)
        .flatMap(t -> t.now().previewRoutes().stream().flatMap(route -> broken(t, route)));
  }

  private static Stream<String> broken(Transition t, Route route) {
    return route.backends().stream()
        .filter(backend -> route.share(backend) > 0)
        .flatMap(
            backend -> Stream.of(led(t, route, backend), taken(t, route, backend)).flatMap(s -> s));
  }

  private static Stream<String> led(Transition t, Route route, String backend) {
    boolean newly = share(t.before(), route, backend) < route.share(backend);
    boolean right =
        backend.equals(t.now().backend(t.now().canary()))
            && route.share(backend) == 100
            && !t.now().world().readyPods(backend).isEmpty();
    return newly && !right
        ? Stream.of(
            "HTTPRoute %s, for previews, is led to Service %s with %d %% and %d ready endpoints"
                .formatted(
                    route.name(),
                    backend,
                    route.share(backend),
                    t.now().world().readyPods(backend).size()))
        : Stream.empty();
  }

  private static int share(Managed managed, Route route, String backend) {
    return managed.previewRoutes().stream()
        .filter(was -> was.name().equals(route.name()))
        .mapToInt(was -> was.share(backend))
        .findFirst()
        .orElse(0);
  }

  private static Stream<String> taken(Transition t, Route route, String backend) {
    Stream<String> pods =
        t.shrunk()
            .filter(s -> backend.equals(t.now().backend(s.revision())))
            .filter(s -> s.wanted() == 0 && s.replicas() > 0)
            .map(s -> s.rs().name())
            .map(
                name ->
                    "%s is scaled to 0 while HTTPRoute %s, for previews, leads to it"
                        .formatted(name, route.name()));
    boolean gone =
        t.before().world().find(Kind.Service, backend).isPresent()
            && t.now().world().find(Kind.Service, backend).isEmpty();
    return gone
        ? Stream.concat(
            pods,
            Stream.of(
                "Service %s is deleted while HTTPRoute %s, for previews, leads to it"
                    .formatted(backend, route.name())))
        : pods;
  }
}
