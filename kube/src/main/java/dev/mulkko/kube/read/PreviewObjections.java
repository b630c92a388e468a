package dev.mulkko.kube.read;

import dev.mulkko.api.v1beta1.BlueGreenStrategy;
import dev.mulkko.api.v1beta1.RolloutSpec;
import dev.mulkko.api.v1beta1.Traffic;
import dev.mulkko.kube.Snapshot;
import dev.mulkko.kube.route.Router;
import dev.mulkko.kube.route.Routers;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Why a Service, or a route, cannot lead to the new version before the switch. */
final class PreviewObjections {

  private static final String FIELD = "spec.strategy.blueGreen.previewService";

  private PreviewObjections() {}

  static List<String> of(Snapshot snapshot) {
    return Stream.concat(ofService(snapshot).stream(), missingRoutes(snapshot)).toList();
  }

  /** For clients that is another matter: without their route nothing goes on at all. */
  private static Stream<String> missingRoutes(Snapshot snapshot) {
    List<String> found = Routers.of(snapshot).stream().map(Router::name).toList();
    return Routers.previews(snapshot.rollout())
        .map(Routers::name)
        .filter(name -> !found.contains(name))
        .map(
            name ->
                "%s does not exist: create it, or leave it out of %s"
                    .formatted(name, Routers.PREVIEWS));
  }

  private static List<String> ofService(Snapshot snapshot) {
    RolloutSpec spec = snapshot.rollout().getSpec();
    BlueGreenStrategy strategy = spec.strategy() == null ? null : spec.strategy().blueGreen();
    String name = strategy == null ? null : strategy.previewService();
    if (name == null) {
      return List.of();
    }
    Traffic traffic = spec.traffic();
    if (traffic != null && Objects.equals(traffic.service(), name)) {
      return List.of(
          "%s is %s, the Service that clients use: name another one".formatted(FIELD, name));
    }
    if (snapshot.preview() == null) {
      return List.of(
          "Service %s does not exist: create it with the selector of the Deployment, or leave %s out"
              .formatted(name, FIELD));
    }
    return ServiceObjections.of(snapshot, snapshot.preview());
  }
}
