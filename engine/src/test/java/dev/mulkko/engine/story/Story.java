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
import org.jspecify.annotations.Nullable;

/**
 * Tells a rollout: what people do, and how far it goes in between.
 *
 * {@snippet :
 * story.deployment(6, "v1").attach().template("v2").untilWeight(50).abort().untilRest();
 * }
 */
final class Story {
  private final World world;
  private final Town town;

  Story(long seed, Spec spec, Law law) {
    this.world = new World(seed, spec);
    this.town = new Town(world, law, 0);
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

  static Spec spec(Step... steps) {
    return Specs.canary(steps);
  }

  static Spec spec(Duration deadline, Step... steps) {
    return Specs.within(spec(steps), deadline);
  }

  Story withoutPolicies() {
    world.policies = false;
    return this;
  }

  /** As on a cluster that cannot pause a Deployment in the write of a new template. */
  Story heldAtRest() {
    world.policies = false;
    world.holdsAtRest = true;
    return this;
  }

  Story objection(String sentence) {
    world.rollout.objections = List.of(sentence);
    return this;
  }

  /** What a Gateway cannot do from now on. */
  Story noMirror(String sentence) {
    world.rollout.noMirror = List.of(sentence);
    return this;
  }

  /** A Deployment that runs. */
  Story deployment(int replicas, String template) {
    town.user.createDeployment(replicas, template);
    return seconds(10);
  }

  Story rollout() {
    town.user.attach();
    return this;
  }

  /** A Rollout that is attached. */
  Story attach() {
    town.user.attach();
    town.until("attached", () -> world.rollout.memory.stable() != null);
    return this;
  }

  Story template(String template) {
    town.user.template(template);
    return this;
  }

  Story then(Consumer<User> act) {
    act.accept(town.user);
    return this;
  }

  /** Somebody locks it, for good. */
  Story lock(Mode mode) {
    town.user.lock("DeployLock freeze", mode, Optional.empty());
    return this;
  }

  /** Somebody locks it for so long. */
  Story lock(Mode mode, int seconds) {
    town.user.lock(
        "DeployLock freeze", mode, Optional.of(world.now.plus(Duration.ofSeconds(seconds))));
    return this;
  }

  /** What the comparison of both versions says from now on. */
  Story judged(Verdict verdict) {
    world.verdict = verdict;
    return this;
  }

  /** What a metric says from now on. */
  Story metric(String name, Reading reading) {
    world.says(name, reading);
    return this;
  }

  /** What requests through the gateway meet from now on. */
  Story probe(FakeProbe.Mode mode) {
    world.probeMeets(mode);
    return this;
  }

  Story operatorDown(int seconds) {
    town.operator.down(Duration.ofSeconds(seconds));
    return this;
  }

  /** The operator dies at its n-th write from now on, or at storing what it remembers. */
  Story operatorDies(int write, FakeOperator.Death how) {
    town.operator.dieAt(write, how, Duration.ofSeconds(20));
    return this;
  }

  Story seconds(int length) {
    town.run(Duration.ofSeconds(length));
    return this;
  }

  /** Until the canary has this share and its step's clock runs. */
  Story untilWeight(int percent) {
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
  Story untilReady(int pods) {
    town.until(
        pods + " ready",
        () -> {
          Progress progress = world.rollout.progress();
          return progress != null && world.readyPods(progress.canary()) >= pods;
        });
    return this;
  }

  /** Until the Deployment has given up stable and not yet got the canary. */
  Story untilGap() {
    town.until("gap", () -> world.rollout.progress() != null && world.owned().isEmpty());
    return this;
  }

  Story untilPromoted() {
    town.until(
        "promoted",
        () -> {
          Progress progress = world.rollout.progress();
          return progress != null && progress.promotedAt() != null;
        });
    return this;
  }

  Story untilPinned(String revision) {
    town.until("pin " + revision, () -> revision.equals(world.service.pin));
    return this;
  }

  Story untilTold(String sentence) {
    town.until(sentence, () -> world.journal.tells(sentence));
    return this;
  }

  Story untilRest() {
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
