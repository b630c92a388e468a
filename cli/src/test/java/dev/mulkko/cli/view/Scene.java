package dev.mulkko.cli.view;

import dev.mulkko.api.v1beta1.MetricProvider;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.cli.Golden;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.Snapshot;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Objects of a file, as a cluster would answer. */
final class Scene {

  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  private Scene() {}

  static Snapshot read(String name) {
    return read(name, UnaryOperator.identity());
  }

  /**
   * With another text.
   *
   * @param edit of the YAML
   */
  static Snapshot read(String name, UnaryOperator<String> edit) {
    String text = edit.apply(Golden.read("scenes/" + name + "/in.yaml"));
    List<HasMetadata> objects = Stream.of(text.split("(?m)^---$")).map(Scene::object).toList();
    return new Snapshot(
        all(objects, Rollout.class).getFirst(),
        first(objects, Deployment.class),
        all(objects, ReplicaSet.class),
        service(objects, "shop"),
        backends(objects),
        all(objects, EndpointSlice.class),
        all(objects, GenericKubernetesResource.class),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        service(objects, "shop-preview"),
        null,
        all(objects, MetricProvider.class));
  }

  private static HasMetadata object(String document) {
    if (document.contains("\nkind: HTTPRoute")) {
      return YAML.unmarshal(document, GenericKubernetesResource.class);
    }
    if (document.contains("kind: MetricProvider")) {
      return YAML.unmarshal(document, MetricProvider.class);
    }
    return document.contains("kind: Rollout")
        ? YAML.unmarshal(document, Rollout.class)
        : YAML.unmarshal(document);
  }

  private static @Nullable Service service(List<HasMetadata> objects, String name) {
    return all(objects, Service.class).stream()
        .filter(service -> service.getMetadata().getName().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static List<Service> backends(List<HasMetadata> objects) {
    return all(objects, Service.class).stream()
        .filter(service -> service.getMetadata().getLabels().containsKey(Names.ROLLOUT_LABEL))
        .toList();
  }

  private static <T> List<T> all(List<HasMetadata> objects, Class<T> type) {
    return objects.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static <T> @Nullable T first(List<HasMetadata> objects, Class<T> type) {
    return all(objects, type).stream().findFirst().orElse(null);
  }
}
