package dev.mulkko.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.engine.model.Template;
import dev.mulkko.engine.model.Template.Container;
import dev.mulkko.engine.version.VersionSearch;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
    return new Template(whole, Json.canonical(tree), containers(template.getSpec()));
  }

  /** Where it may say which version it is. */
  public static VersionSearch search(PodTemplateSpec template) {
    ObjectMeta metadata = template.getMetadata();
    PodSpec pod = template.getSpec();
    return new VersionSearch(
        metadata == null ? Map.of() : metadata.getAnnotations(),
        metadata == null ? Map.of() : metadata.getLabels(),
        pod == null
            ? List.of()
            : pod.getContainers().stream()
                .flatMap(container -> Stream.ofNullable(container.getImage()))
                .toList());
  }

  /** An init container that is restarted always runs beside the others. */
  private static List<Container> containers(@Nullable PodSpec pod) {
    return pod == null
        ? List.of()
        : Stream.concat(
                pod.getInitContainers().stream()
                    .filter(each -> "Always".equals(each.getRestartPolicy())),
                pod.getContainers().stream())
            .map(each -> new Container(each.getName(), limit(each, "memory"), limit(each, "cpu")))
            .filter(each -> each.memory() > 0 || each.cpu() > 0)
            .toList();
  }

  /** In bytes or cores; 0 for none. */
  private static double limit(
      io.fabric8.kubernetes.api.model.Container container, String resource) {
    ResourceRequirements resources = container.getResources();
    Quantity limit =
        resources == null || resources.getLimits() == null
            ? null
            : resources.getLimits().get(resource);
    return limit == null ? 0 : limit.getNumericalAmount().doubleValue();
  }
}
