package dev.mulkko.engine.story;

import dev.mulkko.engine.Specs;
import dev.mulkko.engine.model.Attempt.By;
import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.model.Step;
import dev.mulkko.engine.model.Sticky;
import dev.mulkko.engine.model.Strategy;
import dev.mulkko.engine.model.Strategy.BlueGreen;
import dev.mulkko.engine.model.Strategy.Canary;
import dev.mulkko.engine.model.Template;
import dev.mulkko.engine.plan.Drift;
import dev.mulkko.engine.plan.Lock;
import dev.mulkko.engine.plan.Lock.Mode;
import dev.mulkko.engine.plan.Observation.Asked;
import dev.mulkko.engine.plan.Observation.Shape;
import dev.mulkko.engine.plan.Observation.Verb;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people and their tools do to the cluster. */
public final class User {
  /** A repair may have to wait for so many seconds. */
  private static final int REST = (int) Drift.REST.toSeconds();

  private final World world;
  private final FakeAdmission admission;
  private int deployments;
  private int actions;

  User(World world) {
    this.world = world;
    this.admission = new FakeAdmission(world);
  }

  public void createDeployment(int replicas, String template) {
    world.journal.note("user", "creates Deployment " + replicas + " x " + template);
    String uid = "uid-" + ++deployments;
    world.deployment = new Deployment(uid, replicas, new Template(template));
    world.changed();
  }

  public void deleteDeployment() {
    world.journal.note("user", "deletes the Deployment");
    world.deployment = null;
    world.doomedBackends.addAll(world.backends.keySet());
    world.changed();
  }

  public void attach() {
    world.journal.note("user", "creates the Rollout");
    world.rollout.exists = true;
    world.changed();
  }

  /** One that knows nothing of the one before. */
  public void attachAnother() {
    world.rollout.deleting = false;
    world.rollout.seenOff = false;
    world.rollout.memory = Memory.empty();
    attach();
  }

  public void deleteRollout() {
    world.journal.note("user", "deletes the Rollout");
    world.rollout.deleting = true;
    world.rollout.exists = world.rollout.claimed;
    world.changed();
  }

  public void template(String template) {
    template(new Template(template));
  }

  /** The same template with another of the annotations by which people restart pods. */
  public void restart(String times) {
    String code = world.theDeployment().template.besidesRestarts();
    template(new Template(code + " restarted " + times, code));
  }

  void template(Template next) {
    world.journal.note("user", "template " + next.canonical());
    Deployment d = world.theDeployment();
    boolean changes = !d.template.equals(next);
    String stable = world.rollout.memory.stable();
    boolean rolls =
        world.owned().stream().anyMatch(rs -> rs.active() && !rs.revision.equals(stable));
    world.excuse(rolls ? 12 : 0);
    admission.writeTemplate(next, "kim");
    if (changes && !d.paused) {
      world.excuse(12);
    }
  }

  public void scale(int replicas) {
    Deployment d = world.theDeployment();
    world.journal.note("user", "scales " + d.replicas + " to " + replicas);
    world.excuse(d.replicas == 0 || world.owned().isEmpty() ? 25 : 3);
    d.replicas = replicas;
    d.generation++;
    world.changed();
  }

  public void abort() {
    ask(Verb.Abort);
  }

  public void ask(Verb verb) {
    ask(verb, null);
  }

  public void lock(String name, Mode mode, Optional<Instant> until) {
    world.journal.note(
        "user", "locks by " + name + " " + mode + until.map(end -> " until " + end).orElse(""));
    world.locks.add(new Lock(name, mode, "year end", new By("ann", true), world.now, until));
    world.changed();
  }

  public void endLocks() {
    world.journal.note("user", "ends all locks");
    world.locks.clear();
    world.changed();
  }

  public void unlock(String reason) {
    world.journal.note("user", "asks to unlock: " + reason);
    world.rollout.asked.add(new Asked("unlock-" + ++actions, Verb.Unlock, "kim", reason, null));
    world.changed();
  }

  public void undo(String to) {
    ask(Verb.Undo, to);
  }

  /** Somebody else asks. */
  public void askAs(String who, Verb verb) {
    ask(who, verb, null);
  }

  private void ask(Verb verb, @Nullable String to) {
    ask("kim", verb, to);
  }

  private void ask(String who, Verb verb, @Nullable String to) {
    String what = verb.name().toLowerCase(Locale.ROOT);
    String asker = who.equals("kim") ? "" : " as " + who;
    world.journal.note("user", "asks to " + what + (to == null ? "" : " to " + to) + asker);
    world.rollout.asked.add(new Asked(what + "-" + ++actions, verb, who, null, to));
    world.changed();
  }

  public void suspend(boolean suspended) {
    world.journal.note("user", "sets spec.suspend " + suspended);
    Spec s = world.spec;
    edit(s, s.strategy().steps(), suspended);
  }

  public void steps(Step... steps) {
    world.journal.note("user", "edits the steps");
    edit(world.spec, List.of(steps), world.spec.suspended());
  }

  public void strategy(Strategy next) {
    world.journal.note("user", "edits the strategy to " + next.name());
    world.spec = Specs.with(world.spec, next);
    world.excuse(12);
    world.changed();
  }

  public void routes(String... names) {
    world.journal.note("user", "edits the routes to " + List.of(names));
    world.spec = Specs.routed(world.spec, names);
    world.changed();
  }

  /** What those get who dial the Service itself. */
  public void directRatio(boolean ratio) {
    world.journal.note("user", "sets spec.traffic.directTraffic " + (ratio ? "Ratio" : "AtEnd"));
    world.spec = Specs.ratio(world.spec, ratio);
    world.changed();
  }

  public void previewRoutes(List<String> names) {
    if (world.spec.strategy() instanceof BlueGreen before) {
      world.journal.note("user", "edits the routes of previews to " + names);
      world.spec =
          Specs.with(
              world.spec,
              new BlueGreen(
                  before.steps(),
                  before.previewService(),
                  names.stream().filter(world::hasRoute).toList(),
                  before.atomic(),
                  before.postPromotion(),
                  before.scaleDownDelay()));
      world.changed();
    }
  }

  /** A tool sets back what leads to previews. */
  public void previewReset() {
    world.journal.note("gitops", "resets the routes of previews");
    world.excuse(6 + REST);
    world.routes.stream()
        .filter(world::isPreview)
        .forEach(
            route -> route.write(new Shape.Home(), world.service.endpoints.keySet(), world.now));
    world.changed();
  }

  public void addsProbe() {
    world.journal.note("user", "adds spec.traffic.probe");
    world.spec = Specs.probed(world.spec);
    world.changed();
  }

  private void edit(Spec s, List<Step> steps, boolean suspended) {
    Spec next =
        s.strategy() instanceof Canary before
            ? Specs.with(
                s,
                new Canary(
                    steps,
                    before.stepTime(),
                    before.scaleDownDelay(),
                    before.sticky().map(how -> Sticky.over(steps, how.cookie(), how.maxAge()))))
            : s;
    world.spec = Specs.suspended(next, suspended);
    world.changed();
  }

  public String canary() {
    return Objects.requireNonNull(world.rollout.canary());
  }

  public void deleteReplicaSet(String revision) {
    world.journal.note("user", "deletes ReplicaSet " + revision);
    world.replicaSets.remove(revision);
    world.excuse(30);
    world.changed();
  }

  public void pause() {
    world.journal.note("user", "pauses the Deployment");
    Deployment d = world.theDeployment();
    d.paused = true;
    d.generation++;
    world.changed();
  }

  public void unpause() {
    world.journal.note("user", "unpauses the Deployment");
    world.excuse(3);
    admission.unpause();
  }

  public void pinDropped() {
    world.journal.note("gitops", "drops the pin");
    // Without a route the pin alone keeps traffic away: a tool that drops it brings traffic back.
    world.excuse(world.spec.sharesService() ? 4 + REST : 0);
    admission.dropPin();
  }

  public void routeReset() {
    world.journal.note("gitops", "resets the route");
    world.excuse(6 + REST);
    world.routes.stream()
        .findFirst()
        .ifPresent(
            route -> route.write(new Shape.Home(), world.service.endpoints.keySet(), world.now));
    world.changed();
  }

  public void backendLost(String revision) {
    world.journal.note("user", "deletes backend " + revision);
    world.backends.remove(revision);
    world.excuse(8);
    world.changed();
  }

  /** Takes the controller entry from a ReplicaSet, as no one should. */
  public void orphans(String revision) {
    world.journal.note("user", "orphans " + revision);
    Objects.requireNonNull(world.rs(revision), revision).owned = false;
    world.excuse(12);
    world.changed();
  }

  /** Pods of this template crash from now on. */
  public void breaks(String template) {
    world.journal.note("pods", template + " begins to crash");
    world.failing.add(new Template(template));
    world.excuse(3);
    world.changed();
  }

  /** Pods of this template are not ready from now on, without a crash. */
  public void starves(String template) {
    world.journal.note("pods", template + " is not ready any more");
    world.unready.add(new Template(template));
    world.excuse(3);
    world.changed();
  }

  public void heals() {
    world.failing.clear();
    world.unready.clear();
    world.excuse(5);
    world.changed();
  }
}
