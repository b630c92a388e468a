package dev.mulkko.kube.write;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.kube.Json;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.PatchDocument;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Pausing the user's Deployment, and giving it back without a trace. */
final class Holding {

  private static final Set<String> OURS = Set.of(Names.HELD_BY, Names.CHANGED_BY);

  private Holding() {}

  static PatchDocument pause(Deployment deployment, String rollout) {
    JsonNode tree = Json.tree(deployment);
    return PatchDocument.guarded(tree)
        .add("/spec/paused", true)
        .annotate(tree, Names.HELD_BY, rollout);
  }

  /**
   * The API server leaves {@code paused: false} out, so removing the field is what an unpaused
   * Deployment looks like. Somebody may have removed it, or the annotations, before us.
   */
  static PatchDocument resume(Deployment deployment) {
    JsonNode tree = Json.tree(deployment);
    PatchDocument patch = PatchDocument.guarded(tree);
    if (tree.path("spec").has("paused")) {
      patch.remove("/spec/paused");
    }
    return unmarked(patch, deployment);
  }

  /** It stays as it is, and nothing of it says any more that this was our doing. */
  static PatchDocument unmark(Deployment deployment) {
    return unmarked(PatchDocument.guarded(Json.tree(deployment)), deployment);
  }

  static boolean isMarked(HasMetadata object) {
    Map<String, String> annotations = object.getMetadata().getAnnotations();
    return annotations != null && annotations.keySet().stream().anyMatch(OURS::contains);
  }

  /** Also of a ReplicaSet, which gets a copy of its Deployment's annotations. */
  static PatchDocument unmarked(PatchDocument patch, HasMetadata object) {
    Map<String, String> annotations = new TreeMap<>(object.getMetadata().getAnnotations());
    if (!annotations.keySet().removeAll(OURS)) {
      return patch;
    }
    return annotations.isEmpty()
        ? patch.remove("/metadata/annotations")
        : patch.replace("/metadata/annotations", annotations);
  }
}
