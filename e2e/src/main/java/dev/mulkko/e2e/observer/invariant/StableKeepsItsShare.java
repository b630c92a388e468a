package dev.mulkko.e2e.observer.invariant;

import dev.mulkko.e2e.observer.world.Managed;
import dev.mulkko.e2e.observer.world.Transition;
import dev.mulkko.e2e.observer.world.Transition.Shrunk;
import dev.mulkko.e2e.observer.world.World;
import java.util.stream.Stream;

/**
 * I4. Speaks of the pods that are wanted: those that crash come back by themselves. A Deployment
 * that its user scales is measured by what its controller acted on.
 */
public final class StableKeepsItsShare implements Invariant {

  @Override
  public String name() {
    return "I4";
  }

  @Override
  public String sentence() {
    return "until the promotion commits stable is never scaled below its share of the traffic, and never to 0";
  }

  @Override
  public Stream<String> broken(World before, World now) {
    return Transition.of(before, now)
        .filter(t -> t.now().inRollout() && !t.now().rolling() && !t.before().promoted())
        .flatMap(
            t ->
                t.shrunk()
                    .filter(s -> s.revision().equals(t.now().stable()))
                    .filter(s -> s.wanted() < least(t.now(), s))
                    .map(s -> sentence(t.now(), s)));
  }

  private static String sentence(Managed managed, Shrunk s) {
    return "stable %s goes from %d to %d pods with %d %% of the traffic, which needs %d"
        .formatted(s.rs().name(), s.rs().wanted(), s.wanted(), share(managed), least(managed, s));
  }

  private static int least(Managed managed, Shrunk s) {
    return Math.max(Math.min(1, s.replicas()), Managed.need(share(managed), s.replicas()));
  }

  /** What a route sends to the Service goes to stable, to which that is pinned. */
  private static int share(Managed managed) {
    int byService =
        managed.routes().stream().mapToInt(route -> route.share(route.service())).max().orElse(100);
    return Math.max(byService, managed.share(managed.stable()));
  }
}
