package dev.mulkko.engine.story;

import dev.mulkko.engine.model.Template;

/** The API server with our admission policies, when they are installed. */
final class FakeAdmission {
  private final World world;

  FakeAdmission(World world) {
    this.world = world;
  }

  /** Policy (a): a new template pauses its Deployment in the same write. */
  void writeTemplate(Template template, String user) {
    Deployment d = world.theDeployment();
    if (d.template.equals(template)) {
      return;
    }
    d.template = template;
    d.generation++;
    if (world.policies && world.rollout.exists && world.rollout.memory.stable() != null) {
      d.paused = true;
      d.heldBy = world.spec.rollout();
      d.changedBy = user;
    }
    world.changed();
  }

  /** Policy (b): while a rollout holds it, only the operator may unpause. */
  void unpause() {
    Deployment d = world.theDeployment();
    if (!d.paused || (world.policies && d.heldBy != null && world.rollout.exists)) {
      return;
    }
    d.paused = false;
    d.generation++;
    world.changed();
  }

  /** Policy (c): a write that drops the pin gets it back. */
  void dropPin() {
    if (!world.policies) {
      world.service.pin = null;
      world.changed();
    }
  }
}
