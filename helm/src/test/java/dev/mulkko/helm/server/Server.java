package dev.mulkko.helm.server;

import com.marcnuri.helm.Helm;
import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A real API server without controllers, with the chart released on it by Helm itself. One for the
 * whole JVM.
 *
 * @param kubeconfig of an administrator
 */
record Server(KubernetesClient client, Path kubeconfig) {

  static final String SYSTEM = "mulkko-system";
  static final String RELEASE = "mulkko";

  /** The same one for everybody; the chart is installed. */
  static Server shared() {
    return Holder.SERVER;
  }

  private static final class Holder {
    static final Server SERVER = start();
  }

  private static Server start() {
    Map<String, String> environment = System.getenv();
    String caches =
        environment.getOrDefault(
            "XDG_CACHE_HOME", Path.of(System.getProperty("user.home"), ".cache").toString());
    String cache = environment.getOrDefault("MULKKO_CACHE", Path.of(caches, "mulkko").toString());
    // In code and not by environment: there kube-api-test reads them with a ClassCastException.
    KubeAPIServer server =
        new KubeAPIServer(
            KubeAPIServerConfigBuilder.anAPIServerConfig()
                .withTestDir(environment.getOrDefault("KUBE_API_TEST_DIR", cache))
                // Null is the newest that was built.
                .withApiServerVersion(environment.get("K8S"))
                .withOfflineMode(true)
                .withStartupTimeout(120_000)
                .build());
    server.start();
    String kubeconfig = server.getKubeConfigYaml();
    KubernetesClient client =
        new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(kubeconfig)).build();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  client.close();
                  server.stop();
                },
                "stop the server"));
    try {
      Path file = Files.createTempFile("kubeconfig-", ".yaml");
      file.toFile().deleteOnExit();
      Files.writeString(file, kubeconfig);
      Server started = new Server(client, file);
      started.createNamespace(SYSTEM);
      started.install();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a user does it: Helm talks to the server. */
  void install() {
    var _ =
        chart().install().withName(RELEASE).withNamespace(SYSTEM).withKubeConfig(kubeconfig).call();
  }

  /** With another value, the others as they were. */
  void upgrade(String key, Object value) {
    var _ =
        chart()
            .upgrade()
            .withName(RELEASE)
            .withNamespace(SYSTEM)
            .withKubeConfig(kubeconfig)
            .reuseValues()
            .set(key, value)
            .call();
  }

  /** Without its hook: there is nobody here who runs a Job. */
  void uninstall() {
    var _ =
        Helm.uninstall(RELEASE).withNamespace(SYSTEM).withKubeConfig(kubeconfig).noHooks().call();
  }

  private static Helm chart() {
    return new Helm(Path.of("mulkko").toAbsolutePath());
  }

  String createNamespace(String name) {
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
    return name;
  }

  /** Somebody without any right but those that are bound to her. */
  KubernetesClient as(String user) {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(client.getConfiguration())
                .withImpersonateUsername(user)
                .withImpersonateGroups("system:authenticated")
                .build())
        .withKubernetesSerialization(client.getKubernetesSerialization())
        .build();
  }
}
