package dev.mulkko.crds;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tried with a copy of each policy that has parameters, of a kind that nobody serves. */
@Tag("cluster")
@ExtendWith(ApiServer.class)
class MissingCrdTest {
  private final KubernetesClient client;
  private final String namespace;

  MissingCrdTest(KubernetesClient client) {
    this.client = client;
    this.namespace = Namespaces.create(client);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = ".*_(REQUEST|ROLLOUT|RECORDS|LOCK)")
  void withoutTheCrdEveryWriteIsAccepted(Policy policy) {
    policy.assumeServedBy(client);
    HasMetadata object = client.resource(matched(policy)).create();
    List<GenericKubernetesResource> copy =
        policy.objects(client).stream().map(this::ofAnAbsentKind).toList();

    // The copy is in force when it refuses; only then its silence says something.
    String asShipped = failurePolicy(copy.get(0), "Fail");
    copy.forEach(part -> client.resource(part).create());
    await().until(() -> refusal(object).contains("Kind=Absent"));

    failurePolicy(copy.get(0), asShipped);
    client.resource(copy.get(0)).createOr(NonDeletingOperation::update);
    await().until(() -> refusal(object).isEmpty());
    copy.forEach(part -> client.resource(part).delete());
  }

  private HasMetadata matched(Policy policy) {
    return policy == Policy.KEEP_PIN
        ? Shop.service(namespace, "shop")
        : Shop.deployment(namespace, "shop", "shop:1");
  }

  /** Empty when it is accepted. */
  private String refusal(HasMetadata object) {
    try {
      client
          .resource(object)
          .patch(
              PatchContext.of(PatchType.JSON_MERGE),
              "{\"metadata\": {\"labels\": {\"team\": \"payments\"}}}");
      return "";
    } catch (KubernetesClientException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Bound to this test's namespace alone. */
  private GenericKubernetesResource ofAnAbsentKind(GenericKubernetesResource part) {
    Map<String, Object> spec = spec(part);
    String copy = namespace + ".mulkko.dev";
    part.getMetadata().setName(copy);
    if (spec.containsKey("policyName")) {
      spec.put("policyName", copy);
      spec.put(
          "matchResources",
          Map.of(
              "namespaceSelector",
              Map.of("matchLabels", Map.of("kubernetes.io/metadata.name", namespace))));
    } else {
      spec.put("paramKind", Map.of("apiVersion", "mulkko.dev/v1beta1", "kind", "Absent"));
    }
    return part;
  }

  private static String failurePolicy(GenericKubernetesResource policy, String value) {
    return String.valueOf(spec(policy).put("failurePolicy", value));
  }

  private static Map<String, Object> spec(GenericKubernetesResource part) {
    return Objects.requireNonNull(part.get("spec"));
  }
}
