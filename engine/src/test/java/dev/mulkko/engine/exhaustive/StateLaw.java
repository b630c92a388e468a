package dev.mulkko.engine.exhaustive;

import static dev.mulkko.engine.exhaustive.Broken.must;

import dev.mulkko.engine.plan.Observation.Shape;

/** What must hold in every state, whoever made it. */
final class StateLaw {
  private final World world;

  private StateLaw(World world) {
    this.world = world;
  }

  static void check(World world) {
    StateLaw law = new StateLaw(world);
    law.weightsSumTo100();
    if (world.disturbed() || !world.attached()) {
      return;
    }
    boolean given = world.rollout().deleting() && world.memory().progress() == null;
    if (!world.setting().spec().rolling() && !given) {
      law.oneOwned();
      law.carrierHasItsReplicas();
    }
    if (world.deployment().replicas() > 0) {
      law.routeMeetsPods();
      law.serviceMeetsPods();
    }
  }

  /** I1. */
  private void weightsSumTo100() {
    if (world.route().shape() instanceof Shape.Split split && !split.isNamed()) {
      int sum = split.weights().values().stream().mapToInt(w -> w).sum();
      boolean shares = split.weights().values().stream().allMatch(w -> 0 <= w && w <= 100);
      must(sum == 100 && shares, "the weights are %s", split.weights());
    }
  }

  /** The swap rule. Unpaused it may own two, for as long as nobody of ours has seen it. */
  private void oneOwned() {
    long active = world.owned().stream().filter(Rs::active).count();
    must(
        !world.deployment().paused() || active <= 1 || nobodyHolds(),
        "the paused Deployment owns two ReplicaSets with pods");
  }

  /** Without policies, and not held at rest, it begins to roll before it can be paused. */
  private boolean nobodyHolds() {
    return !world.setting().policies() && !world.setting().holdsAtRest();
  }

  /** I4: what has the traffic is the Deployment's, and at its size unless that was just changed. */
  private void carrierHasItsReplicas() {
    Rs carrier = world.carrier().orElse(null);
    must(carrier != null, "there is no ReplicaSet with the traffic");
    if (carrier == null || world.owned().isEmpty() || nobodyHolds()) {
      return;
    }
    must(carrier.owned(), "%s has the traffic and is not owned", carrier.revision());
    must(
        carrier.wanted() >= world.deployment().replicas()
            || !DeploymentController.sync(world).equals(world),
        "%s has the traffic and %d of %d replicas",
        carrier.revision(),
        carrier.wanted(),
        world.deployment().replicas());
  }

  /** I2: whatever a request may follow leads to a ready pod. */
  private void routeMeetsPods() {
    for (Rs rs : world.sets()) {
      int weight = world.route().mayGive(rs.revision());
      must(
          weight == 0 || rs.ready() > 0 || rs.broken(),
          "the route may give %d %% to %s, which has no ready pod",
          weight,
          rs.revision());
    }
    for (String revision : world.route().revisions()) {
      must(
          world.backends().containsKey(revision),
          "the route names %s, which has no Service of its own",
          revision);
    }
  }

  /** I3: the Service is never empty. */
  private void serviceMeetsPods() {
    must(
        world.sets().stream().anyMatch(rs -> world.service().selects(rs) && rs.ready() > 0),
        "the Service selects no ready pod");
  }
}
