package dev.mulkko.operator.cluster;

import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test a real API server with our CRDs and HTTPRoute, and nothing else: no controllers. One
 * server for the whole JVM.
 *
 * @param kubeconfig of an administrator
 */
public record ApiServer(KubernetesClient client, String kubeconfig, KubeAPIServer process)
    implements AutoCloseable {

  private static ApiServer start() {
    // In code and not by environment: there kube-api-test reads them with a ClassCastException.
    KubeAPIServer server =
        new KubeAPIServer(
            KubeAPIServerConfigBuilder.anAPIServerConfig()
                .withTestDir(binaries(System.getenv()).toString())
                // Null is the newest that was built.
                .withApiServerVersion(System.getenv("K8S"))
                .withOfflineMode(true)
                .withStartupTimeout(120_000)
                .build());
    server.start();
    String kubeconfig = server.getKubeConfigYaml();
    Config config = Config.fromKubeconfig(kubeconfig);
    KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build();
    Crds.install(client, cache(System.getenv()));
    return new ApiServer(client, kubeconfig, server);
  }

  @Override
  public void close() {
    client.close();
    process.stop();
  }

  private static Path binaries(Map<String, String> environment) {
    return Path.of(environment.getOrDefault("KUBE_API_TEST_DIR", cache(environment).toString()));
  }

  /** Where {@code testbed/binaries/build} leaves what it built. */
  private static Path cache(Map<String, String> environment) {
    String cache =
        environment.getOrDefault(
            "XDG_CACHE_HOME", Path.of(System.getProperty("user.home"), ".cache").toString());
    return Path.of(environment.getOrDefault("MULKKO_CACHE", Path.of(cache, "mulkko").toString()));
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
          .computeIfAbsent(ApiServer.class, _ -> start(), ApiServer.class);
    }
  }
}
