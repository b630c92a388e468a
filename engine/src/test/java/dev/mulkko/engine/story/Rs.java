package dev.mulkko.engine.story;

import dev.mulkko.engine.model.Template;
import dev.mulkko.engine.plan.Observation;
import java.util.ArrayList;
import java.util.List;

/** A ReplicaSet with its pods. */
final class Rs {
  final String revision;
  final Template template;
  final String ownerUid;
  final int number;
  final List<Pod> pods = new ArrayList<>();
  boolean owned;
  int wanted;

  /** The number of replicas that the Deployment controller had in mind when it last scaled this. */
  int desired;

  /** The Deployment controller's count of revisions when this one was last the newest; or 0. */
  long revisionNumber;

  int statusCurrent;
  int statusReady;

  Rs(String revision, Template template, String ownerUid, int number, boolean owned, int wanted) {
    this.revision = revision;
    this.template = template;
    this.ownerUid = ownerUid;
    this.number = number;
    this.owned = owned;
    this.wanted = wanted;
    this.desired = wanted;
  }

  boolean active() {
    return wanted > 0;
  }

  int ready() {
    return (int) pods.stream().filter(p -> p.ready).count();
  }

  Observation.ReplicaSet seen() {
    return new Observation.ReplicaSet(
        "shop-" + revision,
        revision,
        template,
        revisionNumber,
        owned,
        wanted,
        statusCurrent,
        statusReady);
  }
}
