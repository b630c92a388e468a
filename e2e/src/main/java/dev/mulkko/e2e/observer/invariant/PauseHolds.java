package dev.mulkko.e2e.observer.invariant;

import dev.mulkko.e2e.observer.world.Managed;
import dev.mulkko.e2e.observer.world.Transition;
import dev.mulkko.e2e.observer.world.World;
import java.util.stream.Stream;

/**
 * I11. An abort ends a pause, and so does an emergency: when no pod of stable is ready, whoever can
 * answer gets all.
 */
public final class PauseHolds implements Invariant {

  @Override
  public String name() {
    return "I11";
  }

  @Override
  public String sentence() {
    return "while a rollout is paused or locked its step stays, and its canary gets no more than the weight of the pause";
  }

  @Override
  public Stream<String> broken(World before, World now) {
    return Transition.byOperator(before, now)
        .filter(t -> t.isOneAttempt() && t.before().paused() && t.now().paused())
        .filter(t -> !t.now().aborting())
        .flatMap(t -> Stream.concat(step(t), weight(t)));
  }

  private static Stream<String> step(Transition t) {
    int was = t.before().progress("stepIndex").asInt();
    int is = t.now().progress("stepIndex").asInt();
    return was == is || StepsGoForward.edited(t.now())
        ? Stream.empty()
        : Stream.of("step %d becomes step %d in a pause".formatted(was, is));
  }

  private static Stream<String> weight(Transition t) {
    int most = Math.max(share(t.before()), t.now().progress("paused").path("weight").asInt());
    return share(t.now()) > most && isStableKnownToServe(t.now())
        ? Stream.of(
            "%s goes from %d to %d %% of the route in a pause at %d %%"
                .formatted(t.now().canary(), share(t.before()), share(t.now()), most))
        : Stream.empty();
  }

  private static int share(Managed managed) {
    return managed.share(managed.canary());
  }

  private static boolean isStableKnownToServe(Managed managed) {
    return managed.world().isKnownToServe(managed.backend(managed.stable()));
  }
}
