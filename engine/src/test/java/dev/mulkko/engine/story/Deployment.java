package dev.mulkko.engine.story;

import dev.mulkko.engine.model.Template;
import dev.mulkko.engine.plan.Observation;
import org.jspecify.annotations.Nullable;

/** The user's Deployment. */
final class Deployment {
  final String uid;
  Template template;
  int replicas;
  long generation = 1;
  long observedGeneration;
  boolean paused;
  @Nullable String heldBy;
  @Nullable String changedBy;
  int statusCurrent;
  int statusUpdated;
  int statusAvailable;

  Deployment(String uid, int replicas, Template template) {
    this.uid = uid;
    this.replicas = replicas;
    this.template = template;
  }

  Observation.Workload seen() {
    return new Observation.Workload(
        uid,
        generation,
        observedGeneration,
        replicas,
        statusCurrent,
        statusUpdated,
        statusAvailable,
        paused,
        heldBy,
        changedBy,
        template);
  }
}
