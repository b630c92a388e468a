package dev.mulkko.testbed.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster consists of.
 *
 * @param kubernetesVersion for example {@code 1.36.3}; its programs must have been built
 * @param components what runs; etcd and the API server always must. Without Traefik there is no
 *     Gateway {@code edge/edge} and no types of its own (but the Gateway API's), without kube-proxy
 *     Service addresses cannot be dialled
 * @param gatewayThrottle the shortest time between two configurations that Traefik puts into force;
 *     decides how fast a new weight reaches the data plane (Traefik's own default is 2 s)
 * @param scrapeInterval how often Prometheus scrapes
 * @param directory where the cluster keeps its files, which stay when it is closed; null means a
 *     temporary one, removed when it is closed
 */
public record ClusterOptions(
    String kubernetesVersion,
    Set<Component> components,
    Duration gatewayThrottle,
    Duration scrapeInterval,
    @Nullable Path directory) {

  private static final EnumSet<Component> CONTOUR = EnumSet.of(Component.CONTOUR, Component.ENVOY);

  public ClusterOptions {
    components = Collections.unmodifiableSet(EnumSet.copyOf(components));
    if (!components.containsAll(List.of(Component.ETCD, Component.API_SERVER))) {
      throw new IllegalArgumentException("a cluster needs ETCD and API_SERVER, not " + components);
    }
  }

  /**
   * All but Contour with its Envoy; Traefik's throttle 200 ms, scrapes every second, a temporary
   * folder.
   */
  public static ClusterOptions defaults() {
    return new ClusterOptions(
        Binaries.defaultKubernetesVersion(),
        EnumSet.complementOf(CONTOUR),
        Duration.ofMillis(200),
        Duration.ofSeconds(1),
        null);
  }

  /**
   * The same with a second data plane: Contour and its Envoy, for the Gateway {@code edge/contour}.
   */
  public ClusterOptions withContour() {
    Set<Component> more = EnumSet.copyOf(components);
    more.addAll(CONTOUR);
    return new ClusterOptions(kubernetesVersion, more, gatewayThrottle, scrapeInterval, directory);
  }

  /** The same with fewer components. */
  public ClusterOptions without(Component... fewer) {
    Set<Component> rest = EnumSet.copyOf(components);
    rest.removeAll(List.of(fewer));
    return new ClusterOptions(kubernetesVersion, rest, gatewayThrottle, scrapeInterval, directory);
  }

  public ClusterOptions withKubernetesVersion(String version) {
    return new ClusterOptions(version, components, gatewayThrottle, scrapeInterval, directory);
  }

  public ClusterOptions withGatewayThrottle(Duration throttle) {
    return new ClusterOptions(kubernetesVersion, components, throttle, scrapeInterval, directory);
  }

  public ClusterOptions withScrapeInterval(Duration interval) {
    return new ClusterOptions(kubernetesVersion, components, gatewayThrottle, interval, directory);
  }

  public ClusterOptions withDirectory(Path kept) {
    return new ClusterOptions(kubernetesVersion, components, gatewayThrottle, scrapeInterval, kept);
  }
}
