package dev.mulkko.engine.exhaustive;

import dev.mulkko.engine.model.Template;
import dev.mulkko.engine.plan.Observation;

/**
 * A ReplicaSet with its pods, which are nothing but counted.
 *
 * @param wanted {@code spec.replicas}
 * @param desired the Deployment's replicas when its controller scaled this one last
 * @param number the Deployment controller's count of revisions when this one was the newest; 0 if
 *     it never was. Only the order counts
 * @param born in which order they were created
 */
record Rs(
    String revision,
    Template template,
    boolean owned,
    int wanted,
    int pods,
    int ready,
    int desired,
    int number,
    int born) {

  boolean active() {
    return wanted > 0;
  }

  Rs scaled(int next) {
    return new Rs(revision, template, owned, next, pods, ready, desired, number, born);
  }

  /** By the Deployment controller, which remembers what for. */
  Rs scaled(int next, int replicas) {
    return new Rs(revision, template, owned, next, pods, ready, replicas, number, born);
  }

  Rs owned(boolean next) {
    return new Rs(revision, template, next, wanted, pods, ready, desired, number, born);
  }

  Rs pods(int next, int ofThemReady) {
    return new Rs(revision, template, owned, wanted, next, ofThemReady, desired, number, born);
  }

  Rs numbered(int next, int birth) {
    return new Rs(revision, template, owned, wanted, pods, ready, desired, next, birth);
  }

  /** Whether its pods never get ready. */
  boolean broken() {
    return template.canonical().contains("bad");
  }

  Observation.ReplicaSet seen() {
    return new Observation.ReplicaSet(
        "shop-" + revision, revision, template, number, owned, wanted, pods, ready);
  }

  @Override
  public String toString() {
    return "%s %s %d wanted, %d of %d ready"
        .formatted(template.canonical(), owned ? "owned" : "parked", wanted, ready, pods);
  }
}
