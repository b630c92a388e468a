package dev.mulkko.cli.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mulkko.api.v1beta1.ActedRecord;
import dev.mulkko.api.v1beta1.BlueGreenStrategy;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.api.v1beta1.RouteRef;
import dev.mulkko.api.v1beta1.Traffic;
import dev.mulkko.engine.plan.Observation;
import dev.mulkko.engine.plan.Observation.Cohort;
import dev.mulkko.engine.plan.Observation.Mirror;
import dev.mulkko.engine.plan.Observation.Shape;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.Snapshot;
import dev.mulkko.kube.read.Reader;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import dev.mulkko.kube.route.Router;
import dev.mulkko.kube.route.Routers;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A Rollout with all that belongs to it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RolloutPicture(
    RolloutRow rollout,
    Steps steps,
    Workload deployment,
    List<Revision> revisions,
    @Nullable Entrance service,
    @Nullable Entrance preview,
    List<Split> routes,
    List<Gate> gates,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Comparison> comparisons,
    @Nullable Approval approval,
    List<Said> conditions,
    List<String> advice,
    @Nullable ActedRecord lastAction) {

  public RolloutPicture {
    revisions = List.copyOf(revisions);
    routes = List.copyOf(routes);
    gates = List.copyOf(gates);
    comparisons = List.copyOf(comparisons);
    conditions = List.copyOf(conditions);
    advice = List.copyOf(advice);
  }

  /**
   * The Deployment.
   *
   * @param replicas null when it does not exist or may not be read
   * @param heldBy the Rollout that paused it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Workload(
      String name, @Nullable Integer replicas, boolean paused, @Nullable String heldBy) {}

  /**
   * A Service that clients use.
   *
   * @param pin the revision that it is narrowed to
   * @param pods the ready ones behind it by revision, where they are the shares; null where a route
   *     has the shares
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Entrance(
      String name,
      boolean found,
      @Nullable String pin,
      @Nullable SortedMap<String, Integer> pods) {}

  /**
   * A route of the user.
   *
   * @param preview whether only those use it who look at the new version before
   * @param weights by revision; empty when it is as its user wrote it
   * @param requests that go to one revision alone, null when there are none
   * @param copies of requests that go to one revision, null when there are none
   * @param unverified why the data plane cannot be said to carry it yet
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Split(
      String route,
      boolean found,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean preview,
      SortedMap<String, Integer> weights,
      @Nullable String requests,
      @Nullable String copies,
      @Nullable String unverified) {}

  /** A condition. */
  public record Said(String type, String status, String reason, @Nullable String since) {}

  public static RolloutPicture of(Snapshot seen) {
    Rollout rollout = seen.rollout();
    RolloutStatus status = rollout.getStatus();
    return new RolloutPicture(
        RolloutRow.of(rollout),
        Steps.of(rollout),
        workload(rollout.getSpec().workloadRef().name(), seen.deployment()),
        Revision.of(seen),
        entrance(seen),
        preview(seen),
        splits(seen),
        Gate.of(seen),
        Comparison.of(rollout),
        Approval.of(rollout),
        status == null
            ? List.of()
            : status.conditions().stream().map(RolloutPicture::said).toList(),
        status == null ? List.of() : status.advice(),
        status == null ? null : status.lastAction());
  }

  private static Workload workload(String name, @Nullable Deployment deployment) {
    return deployment == null
        ? new Workload(name, null, false, null)
        : new Workload(
            name,
            Objects.requireNonNullElse(deployment.getSpec().getReplicas(), 1),
            Boolean.TRUE.equals(deployment.getSpec().getPaused()),
            deployment.getMetadata().getAnnotations().get(Names.HELD_BY));
  }

  private static @Nullable Entrance entrance(Snapshot seen) {
    Traffic traffic = seen.rollout().getSpec().traffic();
    if (traffic == null) {
      return null;
    }
    return entrance(traffic.service(), seen.service(), sharesService(traffic) ? pods(seen) : null);
  }

  /** Whether the pods behind the Service are the shares of those who dial it. */
  private static boolean sharesService(Traffic traffic) {
    return traffic.routes().isEmpty() || "Ratio".equals(traffic.directTraffic());
  }

  /** For those who look at the new version before it has traffic. */
  private static @Nullable Entrance preview(Snapshot seen) {
    BlueGreenStrategy blueGreen = seen.rollout().getSpec().strategy().blueGreen();
    String name = blueGreen == null ? null : blueGreen.previewService();
    return name == null ? null : entrance(name, seen.preview(), null);
  }

  private static Entrance entrance(
      String name, @Nullable Service service, @Nullable SortedMap<String, Integer> pods) {
    Map<String, String> selector = service == null ? null : service.getSpec().getSelector();
    return new Entrance(
        name, service != null, selector == null ? null : selector.get(Names.HASH), pods);
  }

  /** None when the spec cannot be used: nothing is shared then. */
  private static SortedMap<String, Integer> pods(Snapshot seen) {
    try {
      return new TreeMap<>(
          Reader.read(seen, Instant.EPOCH, false, List.of())
              .service()
              .map(Observation.Service::ready)
              .orElse(Map.of()));
    } catch (InvalidSpec unusable) {
      return new TreeMap<>();
    }
  }

  private static List<Split> splits(Snapshot seen) {
    List<RouteRef> previews = Routers.previews(seen.rollout()).toList();
    return Routers.refs(seen.rollout())
        .map(ref -> split(seen, Routers.name(ref), previews.contains(ref)))
        .toList();
  }

  private static Split split(Snapshot seen, String name, boolean preview) {
    return Routers.of(seen).stream()
        .map(Router::observed)
        .filter(route -> route.name().equals(name))
        .map(
            route ->
                new Split(
                    name,
                    true,
                    preview,
                    weights(route.shape()),
                    route.cohort().map(RolloutPicture::requests).orElse(null),
                    route.mirror().map(RolloutPicture::copies).orElse(null),
                    route.unverified().orElse(null)))
        .findFirst()
        .orElse(new Split(name, false, preview, new TreeMap<>(), null, null, null));
  }

  private static String requests(Cohort cohort) {
    return cohort.match().words() + " to " + cohort.revision();
  }

  private static String copies(Mirror mirror) {
    return mirror.percent() + "% to " + mirror.revision();
  }

  private static SortedMap<String, Integer> weights(Shape shape) {
    return switch (shape) {
      case Shape.Home _ -> new TreeMap<>();
      case Shape.Split split -> new TreeMap<>(split.weights());
    };
  }

  private static Said said(Condition condition) {
    return new Said(
        condition.getType(),
        condition.getStatus(),
        condition.getReason(),
        condition.getLastTransitionTime());
  }
}
