package dev.mulkko.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mulkko.helm.Chart;
import dev.mulkko.helm.Chart.Release;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.util.Set;
import java.util.stream.Stream;

/** What users install: the chart's objects, with every feature on. */
public final class Product {

  static final String RELEASE = "mulkko";

  /** Of the operator's own namespace, which a MetricProvider may name. */
  public static final String SECRET = "prometheus-token";

  /** What it holds; nothing may ever repeat it. */
  public static final String TOKEN = "canary-string-of-a-token";

  private static final Chart CHART = Chart.ofBuild().showingHooks();

  private static final String VALUES =
      """
      routers: {ingressRoute: true, traefikService: true}
      metrics: {providers: {secrets: [%s]}}
      """
          .formatted(SECRET);

  private static final Set<String> RIGHTS =
      Set.of("ServiceAccount", "ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding");

  private Product() {}

  /** As this cluster gets them. */
  static Stream<HasMetadata> of(KubernetesClient client) {
    return of(client, RELEASE, Lab.SYSTEM, VALUES);
  }

  /** Those of another release with other values. */
  public static Stream<HasMetadata> of(
      KubernetesClient client, String release, String namespace, String values) {
    String kubernetes = client.getKubernetesVersion().getGitVersion();
    String yaml = CHART.render(new Release(release, namespace, kubernetes, values));
    return client.load(new ByteArrayInputStream(yaml.getBytes(UTF_8))).items().stream();
  }

  /** Gives the operator in another namespace what it may do in its own. */
  public static void own(KubernetesClient client, String namespace) {
    of(client, RELEASE, namespace, VALUES)
        .filter(object -> object.getMetadata().getName().equals(RELEASE + "-own"))
        .forEach(
            object -> {
              if (object instanceof RoleBinding binding) {
                binding.getSubjects().forEach(subject -> subject.setNamespace(Lab.SYSTEM));
              }
              client.resource(object).create();
            });
  }

  /** What an administrator creates beside the operator, for MetricProviders to name. */
  public static void applySecret(KubernetesClient client) {
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(SECRET)
                .withNamespace(Lab.SYSTEM)
                .endMetadata()
                .addToStringData("token", TOKEN)
                .build())
        .serverSideApply();
  }

  /** Whether an object says who the operator is, and what it may do. */
  public static boolean isRight(HasMetadata object) {
    return RIGHTS.contains(object.getKind());
  }
}
