package dev.mulkko.kube.read;

import dev.mulkko.engine.judge.Side;
import dev.mulkko.engine.plan.gate.Comparing.Watch;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.Snapshot;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pods that tell how their version fares: those that its revision Service has as ready. */
public final class MetricTargets {

  /** Of stable: more tell nothing new. */
  private static final int MOST = 10;

  private static final int MOST_CANARIES = 50;

  private static final String SERVICE = "kubernetes.io/service-name";

  private MetricTargets() {}

  /**
   * Where counters are read.
   *
   * @param pod its name
   * @param address an IP address
   * @param port 1 to 65535
   */
  public record Target(Side side, String pod, String address, int port) {}

  public static List<Target> of(Snapshot snapshot, Watch watch) {
    return Stream.concat(
            of(snapshot, watch, Side.Canary, watch.canary()).limit(MOST_CANARIES),
            of(snapshot, watch, Side.Stable, watch.stable()).limit(MOST))
        .toList();
  }

  private static Stream<Target> of(Snapshot snapshot, Watch watch, Side side, String revision) {
    String backend = Names.backend(watch.service(), revision);
    return snapshot.endpointSlices().stream()
        .filter(slice -> backend.equals(labels(slice).get(SERVICE)))
        .flatMap(slice -> of(slice, watch, side))
        .sorted(Comparator.comparing(Target::pod));
  }

  private static Stream<Target> of(EndpointSlice slice, Watch watch, Side side) {
    Integer port = watch.comparison().port();
    Integer told = port == null ? firstPort(slice) : port;
    return told == null
        ? Stream.empty()
        : slice.getEndpoints().stream()
            .filter(MetricTargets::isReady)
            .filter(endpoint -> endpoint.getTargetRef() != null)
            .filter(endpoint -> "Pod".equals(endpoint.getTargetRef().getKind()))
            .map(
                endpoint ->
                    new Target(
                        side,
                        endpoint.getTargetRef().getName(),
                        endpoint.getAddresses().getFirst(),
                        told));
  }

  private static boolean isReady(Endpoint endpoint) {
    return endpoint.getConditions() != null
        && Boolean.TRUE.equals(endpoint.getConditions().getReady())
        && !endpoint.getAddresses().isEmpty();
  }

  private static @Nullable Integer firstPort(EndpointSlice slice) {
    return Objects.requireNonNullElse(slice.getPorts(), List.<EndpointPort>of()).stream()
        .map(EndpointPort::getPort)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static Map<String, String> labels(EndpointSlice slice) {
    return Objects.requireNonNullElse(slice.getMetadata().getLabels(), Map.of());
  }
}
