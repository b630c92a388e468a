package dev.mulkko.cli.server;

import dev.mulkko.api.v1beta1.Rollout;
import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * An API server with our CRDs, one for the whole JVM. Nothing else runs.
 *
 * @param kubeconfig the file that a user would name
 */
public record ApiServer(KubeAPIServer process, KubernetesClient client, Path kubeconfig)
    implements AutoCloseable {

  private static final List<String> CRDS =
      List.of(
          "rollouts",
          "rolloutactions",
          "metricproviders",
          "deploymentrecords",
          "deploylocks",
          "clusterdeploylocks");

  public static ApiServer start() throws IOException {
    KubeAPIServer server =
        new KubeAPIServer(
            KubeAPIServerConfigBuilder.anAPIServerConfig()
                .withTestDir(
                    Optional.ofNullable(System.getenv("KUBE_API_TEST_DIR"))
                        .orElse(System.getProperty("user.home") + "/.cache/mulkko"))
                .withApiServerVersion(System.getenv("K8S"))
                .withOfflineMode(true)
                .withStartupTimeout(120_000)
                .build());
    server.start();
    Path kubeconfig = Files.createTempFile("kubeconfig", ".yaml");
    Files.writeString(kubeconfig, server.getKubeConfigYaml());
    Config config = Config.fromKubeconfig(server.getKubeConfigYaml());
    KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build();
    CRDS.forEach(plural -> install(client, plural));
    return new ApiServer(server, client, kubeconfig);
  }

  private static void install(KubernetesClient client, String plural) {
    String path = "/META-INF/mulkko/crds/%s.mulkko.dev.yaml".formatted(plural);
    try (InputStream text = Objects.requireNonNull(Rollout.class.getResourceAsStream(path), path)) {
      HasMetadata crd =
          client.getKubernetesSerialization().unmarshal(text, CustomResourceDefinition.class);
      client.resource(crd).create();
      client
          .apiextensions()
          .v1()
          .customResourceDefinitions()
          .withName(crd.getMetadata().getName())
          .waitUntilCondition(ApiServer::established, 30, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean established(@Nullable CustomResourceDefinition crd) {
    return crd != null
        && crd.getStatus() != null
        && crd.getStatus().getConditions() != null
        && crd.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("Established") && c.getStatus().equals("True"));
  }

  @Override
  public void close() throws IOException {
    client.close();
    process.stop();
    Files.delete(kubeconfig);
  }

  /** For {@code @ExtendWith}. */
  public static final class Running implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == ApiServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(Namespace.GLOBAL)
          .computeIfAbsent(ApiServer.class, _ -> started(), ApiServer.class);
    }

    private static ApiServer started() {
      try {
        return start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
