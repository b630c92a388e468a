package dev.mulkko.e2e.observer.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.kube.Names;

/** A ReplicaSet. */
public record Rs(JsonNode tree) {

  private static final String RESTARTED = "kubectl.kubernetes.io/restartedAt";

  public String name() {
    return tree.at("/metadata/name").asText();
  }

  /** As its pods carry it. */
  public String revision() {
    return podLabels().path(Names.HASH).asText();
  }

  public JsonNode podLabels() {
    return tree.at("/spec/template/metadata/labels");
  }

  /** Its template without what tells one start of the same pods from another. */
  public JsonNode version() {
    JsonNode template = tree.at("/spec/template").deepCopy();
    if (template.at("/metadata/labels") instanceof ObjectNode labels) {
      labels.remove(Names.HASH);
    }
    if (template.at("/metadata/annotations") instanceof ObjectNode annotations) {
      annotations.remove(RESTARTED);
    }
    return template;
  }

  public int wanted() {
    return tree.at("/spec/replicas").asInt(1);
  }

  public int current() {
    return tree.at("/status/replicas").asInt();
  }

  public int ready() {
    return tree.at("/status/readyReplicas").asInt();
  }

  /** What the Deployment controller believed to be wanted when it last scaled this one. */
  public int desired(int otherwise) {
    String desired = World.annotation(tree, "deployment.kubernetes.io/desired-replicas");
    return desired.isEmpty() ? otherwise : Integer.parseInt(desired);
  }

  /** Whether a Deployment stands among its owners, in whatever way. */
  public boolean names(JsonNode deployment) {
    return tree.at("/metadata/ownerReferences")
        .valueStream()
        .anyMatch(owner -> owner.path("uid").equals(deployment.at("/metadata/uid")));
  }

  public boolean ownedBy(JsonNode deployment) {
    return tree.at("/metadata/ownerReferences")
        .valueStream()
        .filter(owner -> owner.path("controller").asBoolean())
        .anyMatch(owner -> owner.path("uid").equals(deployment.at("/metadata/uid")));
  }

  /** Nobody controls it, and no Deployment's selector meets its labels. */
  public boolean parked(JsonNode deployment) {
    return !World.label(tree, Names.ROLLOUT_LABEL).isEmpty()
        && !selectedBy(deployment)
        && tree.at("/metadata/ownerReferences")
            .valueStream()
            .noneMatch(owner -> owner.path("controller").asBoolean());
  }

  public boolean selectedBy(JsonNode deployment) {
    return Labels.match(deployment.at("/spec/selector/matchLabels"), tree.at("/metadata/labels"));
  }

  /** Whether a pod is one of its own, by name: that is how its controller names them. */
  public boolean made(String pod) {
    return pod.startsWith(name() + "-");
  }
}
