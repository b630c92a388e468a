package dev.mulkko.operator.cluster;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The CRDs that the jar of the API types carries, and HTTPRoute. */
final class Crds {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String HTTP_ROUTE = "gateway.networking.k8s.io_httproutes.yaml";

  private Crds() {}

  /**
   * Creates them and waits until the API server serves them.
   *
   * @param cache the folder that has a folder with the types of the Gateway API
   */
  static void install(KubernetesClient client, Path cache) {
    List<CustomResourceDefinition> crds =
        Stream.concat(
                Stream.of(
                        "rollouts",
                        "rolloutactions",
                        "metricproviders",
                        "deploymentrecords",
                        "deploylocks",
                        "clusterdeploylocks")
                    .map(Crds::ours),
                Stream.of(httpRoute(cache)))
            .map(
                text ->
                    client
                        .getKubernetesSerialization()
                        .unmarshal(text, CustomResourceDefinition.class))
            .toList();
    crds.forEach(crd -> client.resource(crd).create());
    crds.forEach(
        crd ->
            client
                .resource(crd)
                .waitUntilCondition(Crds::established, LIMIT.toSeconds(), TimeUnit.SECONDS));
    // The operator asks once, when it starts.
    await().atMost(LIMIT).until(() -> client.hasApiGroup("gateway.networking.k8s.io", true));
  }

  private static String ours(String plural) {
    String path = "/META-INF/mulkko/crds/%s.mulkko.dev.yaml".formatted(plural);
    try (InputStream text = Objects.requireNonNull(Crds.class.getResourceAsStream(path), path)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String httpRoute(Path cache) {
    try (Stream<Path> folders = Files.list(cache)) {
      Path file =
          folders
              .map(folder -> folder.resolve(HTTP_ROUTE))
              .filter(Files::exists)
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "no " + HTTP_ROUTE + ": run testbed/binaries/build"));
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean established(CustomResourceDefinition crd) {
    return crd != null
        && crd.getStatus() != null
        && crd.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("Established") && c.getStatus().equals("True"));
  }
}
