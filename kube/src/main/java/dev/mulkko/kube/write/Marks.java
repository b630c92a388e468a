package dev.mulkko.kube.write;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.kube.Json;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.PatchDocument;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Labels and owners by which we know an object of ours again. Somebody may have taken some of them
 * away: then it is not seen, and cannot be created either.
 */
public final class Marks {

  private Marks() {}

  /**
   * Puts back what is lost.
   *
   * @param wanted as we would create it
   * @param there of the same name, as it was read
   * @return empty when nothing is lost, when it is the Deployment's own, and when it is not certain
   *     that it is ours: it must select the same pods, and have at least one of our marks
   */
  public static Optional<PatchDocument> restored(HasMetadata wanted, HasMetadata there) {
    if (!selector(wanted).equals(selector(there))
        || hasController(there)
        || !isOurs(wanted, there)) {
      return Optional.empty();
    }
    Map<String, String> labels = new TreeMap<>(labels(there));
    labels.putAll(labels(wanted));
    List<OwnerReference> owners =
        Stream.concat(owners(there), owners(wanted).filter(entry -> !owns(entry, there))).toList();
    if (labels.equals(labels(there)) && owners.size() == owners(there).count()) {
      return Optional.empty();
    }
    return Optional.of(
        PatchDocument.guarded(Json.tree(there))
            .add("/metadata/labels", labels)
            .add("/metadata/ownerReferences", owners));
  }

  private static JsonNode selector(HasMetadata object) {
    return Json.tree(object).at("/spec/selector");
  }

  private static boolean hasController(HasMetadata object) {
    return owners(object).anyMatch(owner -> Boolean.TRUE.equals(owner.getController()));
  }

  private static boolean isOurs(HasMetadata wanted, HasMetadata there) {
    String rollout = labels(wanted).get(Names.ROLLOUT_LABEL);
    return Objects.equals(rollout, labels(there).get(Names.ROLLOUT_LABEL))
        || owners(wanted).anyMatch(entry -> owns(entry, there));
  }

  private static boolean owns(OwnerReference owner, HasMetadata object) {
    return owners(object).anyMatch(entry -> entry.getUid().equals(owner.getUid()));
  }

  private static Map<String, String> labels(HasMetadata object) {
    return Objects.requireNonNullElse(object.getMetadata().getLabels(), Map.of());
  }

  private static Stream<OwnerReference> owners(HasMetadata object) {
    return object.getMetadata().getOwnerReferences().stream();
  }
}
