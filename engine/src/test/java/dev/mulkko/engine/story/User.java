package dev.mulkko.engine.story;

import dev.mulkko.engine.model.Template;
import dev.mulkko.engine.plan.Observation.Asked;
import dev.mulkko.engine.plan.Observation.Shape;
import dev.mulkko.engine.plan.Observation.Verb;
import java.util.Objects;

/** What people and their tools do to the cluster. */
final class User {
  private final World world;
  private final FakeAdmission admission;
  private int deployments;
  private int actions;

  User(World world) {
    this.world = world;
    this.admission = new FakeAdmission(world);
  }

  void createDeployment(int replicas, String template) {
    world.journal.note("user", "creates Deployment " + replicas + " x " + template);
    String uid = "uid-" + ++deployments;
    world.deployment = new Deployment(uid, replicas, new Template(template));
    world.changed();
  }

  void deleteDeployment() {
    world.journal.note("user", "deletes the Deployment");
    world.deployment = null;
    world.doomedBackends.addAll(world.backends.keySet());
    world.changed();
  }

  void attach() {
    world.journal.note("user", "creates the Rollout");
    world.rollout.exists = true;
    world.changed();
  }

  void deleteRollout() {
    world.journal.note("user", "deletes the Rollout");
    world.rollout.deleting = true;
    world.rollout.exists = world.rollout.claimed;
    world.changed();
  }

  void template(String template) {
    world.journal.note("user", "template " + template);
    Template next = new Template(template);
    Deployment d = world.theDeployment();
    boolean changes = !d.template.equals(next);
    admission.writeTemplate(next, "kim");
    if (changes && !d.paused) {
      world.excuse(12);
    }
  }

  void scale(int replicas) {
    Deployment d = world.theDeployment();
    world.journal.note("user", "scales " + d.replicas + " to " + replicas);
    world.excuse(d.replicas == 0 || world.owned().isEmpty() ? 25 : 3);
    d.replicas = replicas;
    d.generation++;
    world.changed();
  }

  void abort() {
    String name = "abort-" + ++actions;
    world.journal.note("user", "asks to abort");
    world.rollout.asked.add(new Asked(name, Verb.Abort, "kim", null));
    world.changed();
  }

  void unpause() {
    world.journal.note("user", "unpauses the Deployment");
    world.excuse(3);
    admission.unpause();
  }

  void pinDropped() {
    world.journal.note("gitops", "drops the pin");
    admission.dropPin();
  }

  void routeReset() {
    world.journal.note("gitops", "resets the route");
    world.excuse(6);
    new ClusterWriter(world).route(new Shape.Home());
    world.changed();
  }

  void backendLost(String revision) {
    world.journal.note("user", "deletes backend " + revision);
    world.backends.remove(revision);
    world.changed();
  }

  /** Takes the controller entry from a ReplicaSet, as no one should. */
  void orphans(String revision) {
    world.journal.note("user", "orphans " + revision);
    Objects.requireNonNull(world.rs(revision), revision).owned = false;
    world.excuse(12);
    world.changed();
  }

  /** Pods of this template crash from now on. */
  void breaks(String template) {
    world.journal.note("pods", template + " begins to crash");
    world.failing.add(new Template(template));
    world.excuse(3);
    world.changed();
  }

  /** Pods of this template are not ready from now on, without a crash. */
  void starves(String template) {
    world.journal.note("pods", template + " is not ready any more");
    world.unready.add(new Template(template));
    world.excuse(3);
    world.changed();
  }

  void heals() {
    world.failing.clear();
    world.unready.clear();
    world.excuse(5);
    world.changed();
  }
}
