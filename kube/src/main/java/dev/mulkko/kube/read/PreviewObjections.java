package dev.mulkko.kube.read;

import dev.mulkko.api.v1beta1.BlueGreenStrategy;
import dev.mulkko.api.v1beta1.RolloutSpec;
import dev.mulkko.api.v1beta1.Traffic;
import dev.mulkko.kube.Snapshot;
import java.util.List;
import java.util.Objects;

/** Why a Service cannot lead to the new version before the switch. */
final class PreviewObjections {

  private static final String FIELD = "spec.strategy.blueGreen.previewService";

  private PreviewObjections() {}

  static List<String> of(Snapshot snapshot) {
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
