package dev.mulkko.e2e.observer.invariant;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.e2e.observer.world.Kind;
import dev.mulkko.e2e.observer.world.Labels;
import dev.mulkko.e2e.observer.world.Managed;
import dev.mulkko.e2e.observer.world.Transition;
import dev.mulkko.e2e.observer.world.World;
import java.util.Set;
import java.util.stream.Stream;

/**
 * I3. Live is a revision that has pods to want, or that the Deployment controller gives its pods
 * to. Whether they are ready is theirs; but a write that takes the last ready one from the Service
 * is not.
 */
public final class ServiceSelectsLive implements Invariant {

  @Override
  public String name() {
    return "I3";
  }

  @Override
  public String sentence() {
    return "the Service that clients use always selects a live revision, and no change of its selector takes the last ready endpoint away";
  }

  @Override
  public Stream<String> broken(World before, World now) {
    return Stream.concat(
        now.rollouts().filter(Managed::attached).flatMap(ServiceSelectsLive::selectsNothing),
        Transition.of(before, now).flatMap(ServiceSelectsLive::leavesTheReady));
  }

  private static Stream<String> selectsNothing(Managed managed) {
    return managed
        .world()
        .find(Kind.Service, managed.service())
        .map(service -> service.at("/spec/selector"))
        .filter(selector -> managed.replicas() > 0 && !selectsLive(managed, selector))
        .map(
            selector ->
                "Service %s selects no live revision: %s".formatted(managed.service(), selector))
        .stream();
  }

  private static boolean selectsLive(Managed managed, JsonNode selector) {
    return !selector.isEmpty()
        && managed
            .replicaSets()
            .filter(rs -> rs.wanted() > 0 || managed.owned(rs))
            .anyMatch(rs -> Labels.match(selector, rs.podLabels()));
  }

  private static Stream<String> leavesTheReady(Transition t) {
    String pin = t.now().pin();
    Set<String> ready = t.before().world().readyPods(t.now().service());
    boolean left =
        !pin.equals(t.before().pin())
            && !pin.isEmpty()
            && !ready.isEmpty()
            && t.now().rs(pin).filter(rs -> ready.stream().anyMatch(rs::made)).isEmpty()
            && !switchedAtOnce(t, pin);
    return left
        ? Stream.of(
            "Service %s is pinned to %s, of which none of its %d ready endpoints is"
                .formatted(t.now().service(), pin, ready.size()))
        : Stream.empty();
  }

  /**
   * Where the user wants a switch in one write, the ready endpoints are others after it by intent.
   * What must be so is that they are ready before it, as the revision's own Service has them.
   */
  private static boolean switchedAtOnce(Transition t, String pin) {
    String how = t.now().rollout().at("/spec/strategy/blueGreen/switch").asText();
    int ready = t.before().world().readyPods(t.now().backend(pin)).size();
    int whole = Managed.need(100, t.now().replicas());
    boolean forward = pin.equals(t.now().canary()) && !t.now().aborting();
    return how.equals("Atomic") && ready >= (forward ? whole : 1);
  }
}
