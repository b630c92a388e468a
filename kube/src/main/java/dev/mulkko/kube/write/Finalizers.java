package dev.mulkko.kube.write;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.kube.Json;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.PatchDocument;
import java.util.List;
import java.util.stream.Stream;

/** Our finalizer; those of others are left alone. */
final class Finalizers {

  private Finalizers() {}

  static PatchDocument add(Rollout rollout) {
    return write(
        rollout,
        Stream.concat(rollout.getMetadata().getFinalizers().stream(), Stream.of(Names.FINALIZER))
            .toList());
  }

  static PatchDocument remove(Rollout rollout) {
    return write(
        rollout,
        rollout.getMetadata().getFinalizers().stream()
            .filter(name -> !name.equals(Names.FINALIZER))
            .toList());
  }

  private static PatchDocument write(Rollout rollout, List<String> finalizers) {
    PatchDocument patch = PatchDocument.guarded(Json.tree(rollout));
    return finalizers.isEmpty()
        ? patch.remove("/metadata/finalizers")
        : patch.add("/metadata/finalizers", finalizers);
  }
}
