package dev.mulkko.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.engine.model.Template;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.List;

/** Pod templates in the form in which they can be compared. */
public final class Templates {

  /** By which kubectl, and those who do as it does, have pods started anew. */
  private static final List<String> RESTARTS =
      List.of("kubectl.kubernetes.io/restartedAt", "mulkko.dev/restartedAt");

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
    String whole = Json.canonical(tree);
    if (tree.path("metadata").path("annotations") instanceof ObjectNode annotations) {
      annotations.remove(RESTARTS);
      if (annotations.isEmpty() && tree.path("metadata") instanceof ObjectNode metadata) {
        metadata.remove("annotations");
      }
    }
    return new Template(whole, Json.canonical(tree));
  }
}
