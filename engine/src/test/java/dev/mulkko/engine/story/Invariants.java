package dev.mulkko.engine.story;

import dev.mulkko.engine.model.Cursor;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.plan.Observation.Shape;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What must hold after every single change, whoever made it. */
final class Invariants {

  /** Held, remembered, claimed, then parked: to repair what others did takes some passes. */
  private static final Duration TIME_TO_REPAIR = Duration.ofSeconds(5);

  private final World world;
  private @Nullable Instant exposedSince;
  private boolean wasExposed;
  private @Nullable Progress before;
  private final Availability availability;

  Invariants(World world) {
    this.world = world;
    this.availability = new Availability(world);
  }

  void check() {
    boolean exposed = exposed() != null;
    if (exposed || wasExposed) {
      world.excuse(12);
    }
    wasExposed = exposed;
    exposedSince = exposed ? exposedSince : null;
    world.routes.forEach(
        route -> {
          if (route.shape instanceof Shape.Split split && !split.isNamed()) {
            weightsSumTo100(split.weights());
          }
        });
    stepsFollowTraffic();
    if (world.rollout.exists && !world.rollout.deleting && world.rollout.progress() == null) {
      world.shelf.complete(world.rollout.memory.attempts());
    }
    Progress going = world.rollout.progress();
    if (going != null && !world.rollout.deleting) {
      boolean goesOn =
          going.abort() == null && !new Cursor(world.spec.strategy(), going.step().index()).done();
      world.shelf.keepsUp(going, hasTraffic(going), goesOn);
    }
    availability.check();
    String stable = world.rollout.memory.stable();
    Deployment d = world.deployment;
    if (stable == null || d == null || d.replicas == 0 || !attachedTo(d) || world.excused()) {
      return;
    }
    if (!world.spec.rolling()) {
      carrierHasItsReplicas(d, stable);
    }
    trafficMeetsPods(stable);
  }

  /** A share that has settled, or all of it; not what takes the place of a lost stable. */
  private boolean hasTraffic(Progress going) {
    boolean settled = !world.spec.rolling() && going.step().reached() > 0;
    boolean replaces = world.rs(String.valueOf(world.rollout.memory.stable())) == null;
    return going.abort() == null && !replaces && (settled || going.promotedAt() != null);
  }

  /** A dead operator repairs nothing. */
  void operatorIsDown() {
    exposedSince = null;
  }

  /** To be asked after every pass of the operator. */
  void afterPass() {
    String why = exposed();
    if (why == null) {
      return;
    }
    exposedSince = exposedSince == null ? world.now : exposedSince;
    if (world.now.isAfter(exposedSince.plus(TIME_TO_REPAIR))) {
      throw new Violation("%s, and our passes did not end it", why);
    }
  }

  private boolean attachedTo(Deployment d) {
    return world.rollout.exists && d.uid.equals(world.rollout.memory.workloadUid());
  }

  /** What others may do to us for a moment, but no longer. */
  private @Nullable String exposed() {
    Deployment d = world.deployment;
    String stable = world.rollout.memory.stable();
    if (d == null || stable == null || !attachedTo(d)) {
      return null;
    }
    Rs carrier = world.rs(carrier(stable));
    if (world.rolls()) {
      long active = world.owned().stream().filter(Rs::active).count();
      return d.paused && active > 1 ? "the paused Deployment has two ReplicaSets with pods" : null;
    }
    if (carrier != null && d.template.restarts(carrier.template)) {
      return null;
    }
    if (world.owned().stream().anyMatch(rs -> rs.active() && rs != carrier && !same(rs, carrier))) {
      return "the Deployment runs another ReplicaSet than the one with the traffic";
    }
    boolean foreign = carrier != null && !carrier.template.equals(d.template);
    return !d.paused && foreign ? "the Deployment may roll by itself" : null;
  }

  /**
   * One that is the other with its pods started anew: the Deployment goes from one to the other.
   */
  private static boolean same(Rs one, @Nullable Rs other) {
    return other != null && one.template.sameBesidesRestarts(other.template);
  }

  /** No clock starts and no step ends before the data plane carries what it shall. */
  private void stepsFollowTraffic() {
    Progress last = before;
    Progress now = world.rollout.progress();
    before = now;
    Deployment d = world.deployment;
    boolean moved =
        last != null
            && !world.spec.rolling()
            && d != null
            && d.replicas > 0
            && now != null
            && (now.step().reached() > last.step().reached()
                || (now.step().startedAt() != null && last.step().startedAt() == null));
    if (moved && world.dataPlane.moving(world) && !world.excused()) {
      throw new Violation("a step starts its clock or ends while the route is still changing");
    }
  }

  private static void weightsSumTo100(Map<String, Integer> weights) {
    int sum = weights.values().stream().mapToInt(w -> w).sum();
    if (sum != 100) {
      throw new Violation("the weights are %s", weights);
    }
  }

  /** Until the swap it is stable, after it the canary. */
  private String carrier(String stable) {
    Rs canary = world.rs(world.rollout.canary());
    Rs old = world.rs(stable);
    if (canary != null && canary.owned && (old == null || !old.owned)) {
      return canary.revision;
    }
    return stable;
  }

  private void carrierHasItsReplicas(Deployment d, String stable) {
    Rs carrier = world.rs(carrier(stable));
    if (world.owned().isEmpty() || carrier == null || d.template.restarts(carrier.template)) {
      return;
    }
    if (!carrier.owned) {
      throw new Violation("%s carries the traffic and is not owned", carrier.revision);
    }
    if (carrier.wanted < d.replicas) {
      throw new Violation(
          "%s carries the traffic and has %d of %d replicas",
          carrier.revision, carrier.wanted, d.replicas);
    }
  }

  private void trafficMeetsPods(String stable) {
    world.routes.forEach(
        route -> route.revisions().forEach(revision -> weighted(revision, route.gives(revision))));
    String pin = world.service.pin;
    if (pin == null && world.spec.rolling()) {
      return; // Asked of all pods together, see Availability.
    }
    boolean met =
        world.all().stream().anyMatch(rs -> world.service.selects(rs.revision) && rs.ready() > 0);
    if (!met && !world.broken(pin == null ? carrier(stable) : pin)) {
      throw new Violation("the Service selects no ready pod (pin %s)", String.valueOf(pin));
    }
  }

  private void weighted(String revision, int weight) {
    if (weight == 0 || world.broken(revision)) {
      return;
    }
    if (!world.backends.containsKey(revision)) {
      throw new Violation("the route gives %d %% to %s without a backend", weight, revision);
    }
    if (world.readyPods(revision) == 0) {
      throw new Violation("the route gives %d %% to %s without a ready pod", weight, revision);
    }
  }
}
