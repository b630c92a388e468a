package dev.mulkko.e2e.docs;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;

/** YAML of a document as objects; a part of a Rollout gets what is left out around it. */
record Manifests(KubernetesClient client, String namespace) {

  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  private static final String BASE =
      """
      apiVersion: mulkko.dev/v1beta1
      kind: Rollout
      metadata: {name: part}
      spec:
        workloadRef: {name: shop}
      """;

  /** Where a part stands that begins with this field. */
  private static final Map<String, String> PLACES =
      Map.ofEntries(
          entry("spec", ""),
          entry("strategy", "/spec"),
          entry("traffic", "/spec"),
          entry("analysis", "/spec"),
          entry("canary", "/spec/strategy"),
          entry("blueGreen", "/spec/strategy"),
          entry("steps", "/spec/strategy/canary"),
          entry("onComplete", "/spec/strategy/canary"),
          entry("metrics", "/spec/analysis"),
          entry("requests", "/spec/analysis"));

  private static final String STEPS =
      "strategy: {canary: {steps: [{setWeight: 5}, {pause: {duration: 5m}}]}}";

  /**
   * Asks the API server whether it would take each object; a field that nobody knows is an error.
   */
  void tryOut(Block block) {
    for (String document : block.text().split("(?m)^---$", -1)) {
      ObjectNode tree = tree(document);
      if (!tree.has("apiVersion") || !tree.has("metadata")) {
        tree = completed(tree);
      }
      GenericKubernetesResource object =
          client.getKubernetesSerialization().convertValue(tree, GenericKubernetesResource.class);
      object.getMetadata().setNamespace(null);
      // The shop that is there keeps its own.
      object.getMetadata().setName(object.getMetadata().getName() + "-tried");
      boolean namespaced =
          !List.of("MetricProvider", "ClusterDeployLock").contains(object.getKind());
      var resource = client.resource(object);
      var place = namespaced ? resource.inNamespace(namespace) : resource;
      place.dryRun(true).fieldValidation(Validation.STRICT).create();
    }
  }

  private static ObjectNode completed(ObjectNode part) {
    ObjectNode whole = tree(BASE);
    part.remove(List.of("apiVersion", "kind"));
    part.properties()
        .forEach(
            field -> {
              String place = PLACES.get(field.getKey());
              if (place == null) {
                throw new IllegalArgumentException(
                    "nobody knows where %s stands".formatted(field.getKey()));
              }
              ObjectNode parent = place.isEmpty() ? whole : whole.withObject(place);
              merge(parent, field.getKey(), field.getValue());
            });
    ObjectNode spec = whole.withObject("/spec");
    if (!spec.has("strategy")) {
      spec.setAll(tree(STEPS));
    }
    if (!spec.has("traffic")) {
      spec.setAll(tree("traffic: {service: shop, routes: [{kind: HTTPRoute, name: shop}]}"));
    }
    ObjectNode traffic = spec.withObject("/traffic");
    if (!traffic.has("service")) {
      traffic.put("service", "shop");
    }
    return whole;
  }

  private static void merge(ObjectNode parent, String field, JsonNode value) {
    if (parent.get(field) instanceof ObjectNode old && value instanceof ObjectNode more) {
      more.properties().forEach(one -> merge(old, one.getKey(), one.getValue()));
    } else {
      parent.set(field, value);
    }
  }

  private static ObjectNode tree(String yaml) {
    return YAML.unmarshal(yaml, ObjectNode.class);
  }
}
