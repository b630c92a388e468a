package dev.mulkko.engine.story;

import dev.mulkko.engine.Specs;
import dev.mulkko.engine.judge.Verdict;
import dev.mulkko.engine.model.Attempt.Approved;
import dev.mulkko.engine.model.Attempt.Passed;
import dev.mulkko.engine.model.Attempt.Unlocked;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Reading;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.model.Step;
import dev.mulkko.engine.plan.Closing;
import dev.mulkko.engine.plan.Lock.Mode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells a rollout: what people do, and how far it goes in between.
 *
 * {@snippet :
 * story.deployment(6, "v1").attach().template("v2").untilWeight(50).abort().untilRest();
 * }
 */
public final class Story {
  private final World world;
  private final Town town;
  private final Witness witness;

  Story(long seed, Spec spec, Law law) {
    this.world = new World(seed, spec);
    this.town = new Town(world, law, 0);
    this.witness = new Witness(world, town.operator);
  }

  /** How each attempt that is over ended, the first first. */
  List<Closing> ended() {
    return List.copyOf(world.shelf.closings.values());
  }

  /** The steps that were over, by all that was written. */
  List<Passed> steps() {
    return world.shelf.steps;
  }

  /** What was overridden last, by all that was written; null when nothing was. */
  @Nullable Unlocked unlocked() {
    return world.shelf.unlocked;
  }

  /** Who approved, by all that was written. */
  List<Approved> approved() {
    return world.shelf.approved;
  }

  public static Spec spec(Step... steps) {
    return Specs.canary(steps);
  }

  public static Spec spec(Duration deadline, Step... steps) {
    return Specs.within(spec(steps), deadline);
  }

  public Story withoutPolicies() {
    world.policies = false;
    return this;
  }

  /** As on a cluster that cannot pause a Deployment in the write of a new template. */
  public Story heldAtRest() {
    world.policies = false;
    world.holdsAtRest = true;
    return this;
  }

  public Story objection(String sentence) {
    world.rollout.objections = List.of(sentence);
    return this;
  }

  /** What a Gateway cannot do from now on. */
  public Story noMirror(String sentence) {
    world.rollout.noMirror = List.of(sentence);
    return this;
  }

  /** From now on what the operator sees is behind, each part of it as often as that. */
  public Story seenLate(double often) {
    town.operator.seesLate(often);
    return this;
  }

  /** An API server that is behind may show the Deployment as it is now once more. */
  public Story keepDeployment() {
    town.operator.keepsDeployment();
    return this;
  }

  /** For so long the operator sees the Deployment that was kept. */
  public Story seenAsKept(int seconds) {
    town.operator.seesKeptDeployment(Duration.ofSeconds(seconds));
    return this;
  }

  /** Something that must be true from now on, after every change that anybody makes. */
  public Story always(String what, Predicate<Witness> holds) {
    world.watch(() -> must(what, holds));
    return must(what, holds);
  }

  /** Something that must be true at this moment. */
  public Story must(String what, Predicate<Witness> holds) {
    if (!holds.test(witness)) {
      throw new Violation("it is not so that %s", what);
    }
    return this;
  }

  /** A Deployment that runs. */
  public Story deployment(int replicas, String template) {
    town.user.createDeployment(replicas, template);
    return seconds(10);
  }

  public Story rollout() {
    town.user.attach();
    return this;
  }

  /** A Rollout that is attached. */
  public Story attach() {
    town.user.attach();
    town.until("attached", () -> world.rollout.memory.stable() != null);
    return this;
  }

  public Story template(String template) {
    town.user.template(template);
    return this;
  }

  public Story then(Consumer<User> act) {
    act.accept(town.user);
    return this;
  }

  /** Somebody locks it, for good. */
  public Story lock(Mode mode) {
    town.user.lock("DeployLock freeze", mode, Optional.empty());
    return this;
  }

  /** Somebody locks it for so long. */
  public Story lock(Mode mode, int seconds) {
    town.user.lock(
        "DeployLock freeze", mode, Optional.of(world.now.plus(Duration.ofSeconds(seconds))));
    return this;
  }

  /** What the comparison of both versions says from now on. */
  public Story judged(Verdict verdict) {
    world.verdict = verdict;
    return this;
  }

  /** What a metric says from now on. */
  public Story metric(String name, Reading reading) {
    world.says(name, reading);
    return this;
  }

  /** What requests through the gateway meet from now on. */
  Story probe(FakeProbe.Mode mode) {
    world.probeMeets(mode);
    return this;
  }

  public Story gatewayAsleep(int seconds) {
    world.gatewaySleeps(seconds);
    return this;
  }

  public Story operatorDown(int seconds) {
    town.operator.down(Duration.ofSeconds(seconds));
    return this;
  }

  /** The operator dies at its n-th write from now on, or at storing what it remembers. */
  Story operatorDies(int write, FakeOperator.Death how) {
    town.operator.dieAt(write, how, Duration.ofSeconds(20));
    return this;
  }

  public Story seconds(int length) {
    town.run(Duration.ofSeconds(length));
    return this;
  }

  /** Until the canary has this share and its step's clock runs. */
  public Story untilWeight(int percent) {
    town.until(
        percent + " %",
        () -> {
          Progress progress = world.rollout.progress();
          return progress != null
              && progress.step().startedAt() != null
              && world.shareOf(progress.canary()) == percent;
        });
    return this;
  }

  /** Until so many pods of the new revision are ready. */
  public Story untilReady(int pods) {
    town.until(
        pods + " ready",
        () -> {
          Progress progress = world.rollout.progress();
          return progress != null && world.readyPods(progress.canary()) >= pods;
        });
    return this;
  }

  /** Until the Deployment has given up stable and not yet got the canary. */
  public Story untilGap() {
    town.until("gap", () -> world.rollout.progress() != null && world.owned().isEmpty());
    return this;
  }

  public Story untilPromoted() {
    town.until(
        "promoted",
        () -> {
          Progress progress = world.rollout.progress();
          return progress != null && progress.promotedAt() != null;
        });
    return this;
  }

  public Story untilPinned(String revision) {
    town.until("pin " + revision, () -> revision.equals(world.service.pin));
    return this;
  }

  public Story untilTold(String sentence) {
    town.until(sentence, () -> world.journal.tells(sentence));
    return this;
  }

  public Story untilRest() {
    town.untilRest();
    return this;
  }

  World world() {
    return world;
  }

  String told() {
    return world.journal.toString();
  }
}
