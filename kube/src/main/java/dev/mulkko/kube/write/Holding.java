package dev.mulkko.kube.write;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.kube.Json;
import dev.mulkko.kube.Names;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Map;
import java.util.TreeMap;

/** Pausing the user's Deployment, and giving it back without a trace. */
final class Holding {

  private Holding() {}

  static PatchDocument pause(Deployment deployment, String rollout) {
    JsonNode tree = Json.tree(deployment);
    return PatchDocument.guarded(tree)
        .add("/spec/paused", true)
        .annotate(tree, Names.HELD_BY, rollout);
  }

  /**
   * The API server leaves {@code paused: false} out, so removing the field is what an unpaused
   * Deployment looks like.
   */
  static PatchDocument resume(Deployment deployment) {
    Map<String, String> annotations = new TreeMap<>(deployment.getMetadata().getAnnotations());
    annotations.remove(Names.HELD_BY);
    annotations.remove(Names.CHANGED_BY);
    PatchDocument patch = PatchDocument.guarded(Json.tree(deployment)).remove("/spec/paused");
    return annotations.isEmpty()
        ? patch.remove("/metadata/annotations")
        : patch.replace("/metadata/annotations", annotations);
  }
}
