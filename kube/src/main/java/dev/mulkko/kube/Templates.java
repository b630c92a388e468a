package dev.mulkko.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.engine.model.Template;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;

/** Pod templates in the form in which they can be compared. */
public final class Templates {

  private Templates() {}

  /** Without the hash label, which a ReplicaSet's template has and a Deployment's has not. */
  public static Template of(PodTemplateSpec template) {
    JsonNode tree = Json.tree(template);
    if (tree.path("metadata") instanceof ObjectNode metadata) {
      metadata.remove("creationTimestamp");
      if (metadata.path("labels") instanceof ObjectNode labels) {
        labels.remove(Names.HASH);
      }
    }
    return new Template(Json.canonical(tree));
  }
}
