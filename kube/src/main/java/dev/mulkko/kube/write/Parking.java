package dev.mulkko.kube.write;

import dev.mulkko.kube.Json;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.Ownership;
import dev.mulkko.kube.PatchDocument;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Taking ReplicaSets from the Deployment and giving them to it, by metadata alone: no pod is
 * touched. Labels and the owner entry change in one patch, so that no controller ever sees a
 * ReplicaSet that belongs to nobody.
 */
final class Parking {

  private static final String KUBE = "deployment.kubernetes.io/";

  private Parking() {}

  static ReplicaSet create(String rollout, Deployment deployment, String revision, int replicas) {
    LabelSelector selector =
        new LabelSelectorBuilder(deployment.getSpec().getSelector())
            .addToMatchLabels(Names.HASH, revision)
            .build();
    PodTemplateSpec template =
        new PodTemplateSpecBuilder(deployment.getSpec().getTemplate())
            .editOrNewMetadata()
            .addToLabels(Names.HASH, revision)
            .endMetadata()
            .build();
    return new ReplicaSetBuilder()
        .withNewMetadata()
        .withNamespace(deployment.getMetadata().getNamespace())
        .withName(Names.replicaSet(deployment.getMetadata().getName(), revision))
        .withLabels(parkedLabels(rollout, revision))
        .withOwnerReferences(Ownership.entry(deployment, false))
        .endMetadata()
        .withNewSpec()
        .withReplicas(replicas)
        .withMinReadySeconds(deployment.getSpec().getMinReadySeconds())
        .withSelector(selector)
        .withTemplate(template)
        .endSpec()
        .build();
  }

  /** Its selector and its pods stay as ever. */
  static PatchDocument park(String rollout, Deployment deployment, ReplicaSet rs) {
    return PatchDocument.guarded(Json.tree(rs))
        .add("/metadata/labels", parkedLabels(rollout, Ownership.revision(rs)))
        .add("/metadata/ownerReferences", owners(deployment, rs, false));
  }

  /**
   * With everything that the Deployment controller writes on its own: were a label or the
   * controller flag missing for an instant, a neighbour with a wider selector could take it.
   */
  static PatchDocument adopt(Deployment deployment, ReplicaSet rs) {
    Map<String, String> annotations = new TreeMap<>(rs.getMetadata().getAnnotations());
    int replicas = deployment.getSpec().getReplicas();
    annotations.put(KUBE + "desired-replicas", String.valueOf(replicas));
    annotations.put(KUBE + "max-replicas", String.valueOf(replicas + Surge.of(deployment)));
    annotations.put(Ownership.NUMBER, String.valueOf(Ownership.number(deployment) + 1));
    return PatchDocument.guarded(Json.tree(rs))
        .add("/metadata/labels", rs.getSpec().getTemplate().getMetadata().getLabels())
        .add("/metadata/annotations", annotations)
        .add("/metadata/ownerReferences", owners(deployment, rs, true));
  }

  /**
   * As it was before it was parked: history keeps its number. {@code kubectl rollout undo} would
   * write our marks onto the Deployment again.
   */
  static PatchDocument giveBack(Deployment deployment, ReplicaSet rs) {
    PatchDocument patch =
        PatchDocument.guarded(Json.tree(rs))
            .add("/metadata/labels", rs.getSpec().getTemplate().getMetadata().getLabels())
            .add("/metadata/ownerReferences", owners(deployment, rs, true));
    return Holding.unmarked(patch, rs);
  }

  /** No Deployment's selector matches these: one that does is an objection. */
  private static Map<String, String> parkedLabels(String rollout, String revision) {
    return Map.of(Names.ROLLOUT_LABEL, rollout, Names.REVISION_LABEL, revision);
  }

  private static List<OwnerReference> owners(
      Deployment deployment, ReplicaSet rs, boolean controller) {
    Stream<OwnerReference> others =
        rs.getMetadata().getOwnerReferences().stream()
            .filter(owner -> !owner.getUid().equals(deployment.getMetadata().getUid()));
    return Stream.concat(others, Stream.of(Ownership.entry(deployment, controller))).toList();
  }
}
