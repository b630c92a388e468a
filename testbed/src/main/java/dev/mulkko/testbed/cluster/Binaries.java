package dev.mulkko.testbed.cluster;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the programs are that {@code testbed/binaries/build} made; it describes the layout and the
 * environment variables that override it.
 */
record Binaries(
    Path etcd,
    Path kubernetes,
    Path traefik,
    Path prometheus,
    Path helm,
    Path contour,
    Path envoy,
    Path gatewayApi,
    Path traefikTypes,
    Path contourTypes) {

  private static final Properties VERSIONS = versions();

  static String defaultKubernetesVersion() {
    return environmentOr("K8S", version("kubernetes"));
  }

  static Binaries forKubernetes(String kubernetesVersion) {
    Path cache = cache();
    return new Binaries(
        given("ETCD_BIN", item(cache, "etcd", version("etcd")).resolve("etcd")),
        given("KUBE_BIN_DIR", item(cache, "kubernetes", kubernetesVersion)),
        given("TRAEFIK_BIN", item(cache, "traefik", version("traefik")).resolve("traefik")),
        given("PROMETHEUS_BIN_DIR", item(cache, "prometheus", version("prometheus"))),
        given("HELM_BIN", item(cache, "helm", version("helm")).resolve("helm")),
        given("CONTOUR_BIN", item(cache, "contour", version("contour")).resolve("contour")),
        given("ENVOY_BIN", item(cache, "envoy", version("envoy")).resolve("envoy")),
        item(cache, "gateway-api", version("gateway_api")),
        item(cache, "traefik-types", version("traefik_types")),
        item(cache, "contour-types", version("contour")));
  }

  /** The program of a component; an error that says what to run if it is not there. */
  Path program(Component component) {
    Path program =
        switch (component) {
          case ETCD -> etcd;
          case TRAEFIK -> traefik;
          case CONTOUR -> contour;
          case ENVOY -> envoy;
          case PROMETHEUS -> prometheus.resolve(component.program());
          case API_SERVER, CONTROLLER_MANAGER, SCHEDULER, KUBE_PROXY ->
              kubernetes.resolve(component.program());
        };
    return built(program);
  }

  /** The folder of Helm; an error that says what to run if it is not there. */
  Path helmFolder() {
    return requireNonNull(built(helm).getParent());
  }

  /** The folders of the CRDs that go with these components: always the Gateway API's. */
  List<Path> types(Set<Component> components) {
    List<Path> folders = new ArrayList<>(List.of(gatewayApi));
    if (components.contains(Component.TRAEFIK)) {
      folders.add(traefikTypes);
    }
    if (components.contains(Component.CONTOUR)) {
      folders.add(contourTypes);
    }
    folders.forEach(Binaries::built);
    return folders;
  }

  private static Path built(Path path) {
    if (!Files.exists(path)) {
      throw new IllegalStateException(path + " is not there: run testbed/binaries/build first");
    }
    return path;
  }

  private static Path cache() {
    String home = environmentOr("HOME", System.getProperty("user.home"));
    String general = environmentOr("XDG_CACHE_HOME", home + "/.cache");
    return Path.of(environmentOr("MULKKO_CACHE", general + "/mulkko"));
  }

  private static Path item(Path cache, String name, String version) {
    return cache.resolve(name + "-" + version);
  }

  private static Path given(String variable, Path otherwise) {
    return Path.of(environmentOr(variable, otherwise.toString()));
  }

  private static String environmentOr(String variable, String otherwise) {
    @Nullable String value = System.getenv(variable);
    return value == null || value.isEmpty() ? otherwise : value;
  }

  private static String version(String key) {
    return requireNonNull(VERSIONS.getProperty(key), key);
  }

  private static Properties versions() {
    try (InputStream in =
        requireNonNull(Binaries.class.getResourceAsStream("versions.properties"))) {
      Properties versions = new Properties();
      versions.load(in);
      return versions;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
