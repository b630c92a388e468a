package dev.mulkko.crds;

import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test a client of a real API server with our CRDs. One server for the whole JVM: it starts
 * in seconds, but picks its ports with a race.
 */
final class ApiServer implements ParameterResolver {

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == KubernetesClient.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Store store = context.getRoot().getStore(Namespace.GLOBAL);
    KubernetesClient client =
        store.computeIfAbsent(Running.class, key -> Running.start(), Running.class).client();
    // On its own: a CRD that is refused must not cost every test a server.
    store.computeIfAbsent(Crds.class, key -> Crds.install(client));
    return client;
  }

  private record Running(KubeAPIServer server, KubernetesClient client) implements AutoCloseable {

    static Running start() {
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
      Config config = Config.fromKubeconfig(server.getKubeConfigYaml());
      return new Running(server, new KubernetesClientBuilder().withConfig(config).build());
    }

    @Override
    public void close() {
      client.close();
      server.stop();
    }

    /** Where {@code testbed/binaries/build} leaves them. */
    private static Path binaries(Map<String, String> environment) {
      String cache =
          environment.getOrDefault(
              "XDG_CACHE_HOME", Path.of(System.getProperty("user.home"), ".cache").toString());
      String ours = environment.getOrDefault("MULKKO_CACHE", Path.of(cache, "mulkko").toString());
      return Path.of(environment.getOrDefault("KUBE_API_TEST_DIR", ours));
    }
  }
}
