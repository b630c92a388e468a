package dev.mulkko.crds;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The admission policies in git, each a file with the policy and its binding. */
enum Policy {
  HOLD_NEW_TEMPLATE,
  KEEP_HOLD,
  KEEP_PIN,
  REFUSE_UNPAUSE,
  STAMP_REQUEST,
  CHECK_REQUEST,
  KEEP_RECORDS,
  KEEP_STAMPS,
  STAMP_LOCK,
  CHECK_LOCK,
  REFUSE_LOCKED,
  REFUSE_CLUSTER_LOCKED,
  ADVISE_ROLLOUT;

  static final Path FOLDER = Path.of("policy");
  private static final String API = "admissionregistration.k8s.io/v1";

  Path manifest() {
    return FOLDER.resolve(name().toLowerCase(Locale.ROOT).replace('_', '-') + ".yaml");
  }

  /** The policy, and its binding. */
  List<GenericKubernetesResource> objects(KubernetesClient client) {
    return Yaml.documents(manifest()).stream()
        .map(
            text ->
                client
                    .getKubernetesSerialization()
                    .unmarshal(text, GenericKubernetesResource.class))
        .toList();
  }

  /** Mutating policies are stable from Kubernetes 1.36 on. */
  boolean isServedBy(KubernetesClient client) {
    return objects(client).stream().allMatch(object -> client.supports(API, object.getKind()));
  }

  void assumeServedBy(KubernetesClient client) {
    assumeTrue(isServedBy(client), () -> "this Kubernetes does not serve " + this);
  }

  /** As the chart does it: all that this Kubernetes serves. They take a second to be in force. */
  static void installAll(KubernetesClient client) {
    Stream.of(values())
        .filter(policy -> policy.isServedBy(client))
        .flatMap(policy -> policy.objects(client).stream())
        .forEach(object -> client.resource(object).createOr(NonDeletingOperation::update));
  }
}
