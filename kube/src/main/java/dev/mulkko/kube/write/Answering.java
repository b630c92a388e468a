package dev.mulkko.kube.write;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutAction;
import dev.mulkko.kube.Json;
import dev.mulkko.kube.PatchDocument;
import dev.mulkko.kube.Request;
import dev.mulkko.kube.Request.Kind;
import dev.mulkko.kube.Request.Patch;
import dev.mulkko.kube.Request.Precondition;
import dev.mulkko.kube.Snapshot;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The result of a RolloutAction, in its status. */
final class Answering {

  private Answering() {}

  /** Whoever sees a request before the rollout that it is about would refuse it. */
  private static Precondition unchanged(Rollout rollout) {
    return new Precondition.Unchanged(
        Requests.target(Kind.Rollout, rollout),
        Objects.requireNonNullElse(rollout.getMetadata().getResourceVersion(), ""));
  }

  static Request answer(Snapshot seen, String name, boolean done, String message, Instant now) {
    RolloutAction action =
        seen.actions().stream()
            .filter(a -> a.getMetadata().getName().equals(name))
            .findFirst()
            .orElseThrow(
                () -> new IllegalStateException("RolloutAction %s was not read".formatted(name)));
    Map<String, Object> status =
        Map.of(
            "phase", done ? "Done" : "Rejected", "message", message, "completedAt", now.toString());
    PatchDocument patch = PatchDocument.guarded(Json.tree(action)).add("/status", status);
    return new Patch(
        Requests.target(Kind.RolloutAction, action),
        patch.toJson(),
        true,
        Optional.of(unchanged(seen.rollout())));
  }
}
