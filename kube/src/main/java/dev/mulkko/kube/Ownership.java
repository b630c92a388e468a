package dev.mulkko.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who controls a ReplicaSet. A parked one names the Deployment as owner, so that it is collected
 * with it, but not as controller, and its labels match no Deployment's selector: no controller but
 * its own sees it.
 */
public final class Ownership {

  /** The annotation of ReplicaSets and Deployments that counts their revisions. */
  public static final String NUMBER = "deployment.kubernetes.io/revision";

  /** All that a parked ReplicaSet has. */
  private static final Set<String> PARKED_LABELS =
      Set.of(Names.ROLLOUT_LABEL, Names.REVISION_LABEL);

  private Ownership() {}

  public static boolean owns(Deployment deployment, HasMetadata object) {
    return object.getMetadata().getOwnerReferences().stream()
        .anyMatch(
            owner ->
                owner.getUid().equals(deployment.getMetadata().getUid())
                    && Boolean.TRUE.equals(owner.getController()));
  }

  /** Whether this Rollout parked it, or created it parked. */
  public static boolean parked(String rollout, HasMetadata object) {
    return rollout.equals(object.getMetadata().getLabels().get(Names.ROLLOUT_LABEL))
        && object.getMetadata().getOwnerReferences().stream()
            .noneMatch(owner -> Boolean.TRUE.equals(owner.getController()));
  }

  /**
   * Whether a Deployment could take a parked ReplicaSet of any Rollout: its selector asks for no
   * label that a parked one never has.
   */
  public static boolean couldTakeParked(Deployment deployment) {
    LabelSelector selector = deployment.getSpec().getSelector();
    Map<String, String> labels = selector.getMatchLabels();
    return PARKED_LABELS.containsAll(labels == null ? Set.of() : labels.keySet())
        && selector.getMatchExpressions().stream().noneMatch(Ownership::excludesParked);
  }

  private static boolean excludesParked(LabelSelectorRequirement asked) {
    boolean ours = PARKED_LABELS.contains(asked.getKey());
    return switch (asked.getOperator()) {
      case "In", "Exists" -> !ours;
      case "DoesNotExist" -> ours;
      default -> false;
    };
  }

  /** The name of a ReplicaSet's revision, as its pods carry it; empty when it has none. */
  public static String revision(ReplicaSet rs) {
    return rs.getSpec().getTemplate() == null
            || rs.getSpec().getTemplate().getMetadata() == null
            || rs.getSpec().getTemplate().getMetadata().getLabels() == null
        ? ""
        : rs.getSpec().getTemplate().getMetadata().getLabels().getOrDefault(Names.HASH, "");
  }

  /**
   * The Deployment controller's count of revisions when this one was last its newest; 0 if it never
   * was.
   */
  public static long number(HasMetadata object) {
    String number =
        Optional.ofNullable(object.getMetadata().getAnnotations())
            .map(annotations -> annotations.get(NUMBER))
            .orElse("");
    return number.matches("[0-9]{1,18}") ? Long.parseLong(number) : 0;
  }

  /**
   * The entry that ties an object to the Deployment.
   *
   * @param controller whether the Deployment controls it
   */
  public static OwnerReference entry(Deployment deployment, boolean controller) {
    return new OwnerReferenceBuilder()
        .withApiVersion("apps/v1")
        .withKind("Deployment")
        .withName(deployment.getMetadata().getName())
        .withUid(deployment.getMetadata().getUid())
        .withController(controller)
        .withBlockOwnerDeletion(controller)
        .build();
  }
}
