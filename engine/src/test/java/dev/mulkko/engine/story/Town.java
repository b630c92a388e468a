package dev.mulkko.engine.story;

import dev.mulkko.engine.model.Cursor;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Step;
import dev.mulkko.engine.plan.Observation.Verb;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The world with all who live in it. In every second each has a turn, in an order by the seed. */
final class Town {

  /** Longer than anything in the world takes that is not the operator's. */
  private static final int QUIET_SECONDS = 20;

  private static final int PATIENCE = 1500;

  final World world;
  final FakeOperator operator;
  final User user;
  private final List<Runnable> people;
  private final Deque<Runnable> turns = new ArrayDeque<>();
  private long lastVersion = -1;
  private int quiet;
  private boolean caring;

  Town(World world, Law law, double lateness) {
    this.world = world;
    Invariants invariants = new Invariants(world);
    this.operator = new FakeOperator(world, law, lateness, invariants);
    this.user = new User(world);
    world.watch(invariants::check);
    FakeDeploymentController deployments = new FakeDeploymentController(world);
    FakeReplicaSetController replicaSets = new FakeReplicaSetController(world);
    FakeEndpoints endpoints = new FakeEndpoints(world);
    FakeGateway gateway = new FakeGateway(world);
    FakeGarbageCollector garbage = new FakeGarbageCollector(world);
    this.people =
        List.of(
            deployments::sync,
            replicaSets::sync,
            endpoints::sync,
            gateway::sync,
            garbage::sync,
            operator::turn,
            operator::turn);
  }

  /** From now on somebody looks after rollouts that wait for a person. */
  void resumeWhatPauses() {
    caring = true;
  }

  private void care() {
    Progress progress = world.rollout.progress();
    if (caring && progress != null && waits(progress) && world.rollout.asked.isEmpty()) {
      user.ask(Verb.Resume);
    }
  }

  private boolean waits(Progress progress) {
    boolean stays =
        new Cursor(world.spec.strategy(), progress.step().index())
            .step()
            .filter(Step.Stay.class::isInstance)
            .isPresent();
    return progress.paused() != null
        || (stays && progress.step().startedAt() != null && progress.abort() == null);
  }

  /** One turn of someone. */
  void step() {
    if (turns.isEmpty()) {
      nextSecond();
    }
    turns.removeFirst().run();
  }

  private void nextSecond() {
    world.now = world.now.plusSeconds(1);
    care();
    boolean still = world.version == lastVersion && (operator.idle || !world.rollout.exists);
    boolean resting =
        world.rollout.progress() == null || !world.rollout.exists || waitsForBrokenStable();
    quiet = still && resting && !operator.isDown() ? quiet + 1 : 0;
    lastVersion = world.version;
    List<Runnable> order = new ArrayList<>(people);
    Collections.shuffle(order, world.random);
    turns.addAll(order);
  }

  /** An abort leaves the traffic with those who serve it while stable has nothing to serve it. */
  boolean waitsForBrokenStable() {
    Progress progress = world.rollout.progress();
    String stable = world.rollout.memory.stable();
    return progress != null
        && progress.abort() != null
        && world.broken(stable)
        && (world.routed(progress.canary()) > 0
            || progress.canary().equals(world.service.pin)
            || world.othersAnswer(stable));
  }

  void run(Duration length) {
    var end = world.now.plus(length);
    while (world.now.isBefore(end)) {
      step();
    }
  }

  void until(String what, BooleanSupplier reached) {
    var end = world.now.plusSeconds(PATIENCE);
    while (!reached.getAsBoolean()) {
      if (world.now.isAfter(end)) {
        throw new Violation("never came: %s", what);
      }
      step();
    }
  }

  void untilRest() {
    quiet = 0;
    until("rest", () -> quiet >= QUIET_SECONDS);
    if (!waitsForBrokenStable()) {
      new AtRest(world).check();
    }
    long version = world.version;
    operator.wake();
    run(Duration.ofSeconds(2));
    if (world.version != version) {
      throw new Violation("one more look at a world at rest changed it");
    }
  }
}
