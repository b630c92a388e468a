package dev.mulkko.kube.write;

import dev.mulkko.engine.plan.Action;
import dev.mulkko.engine.plan.Closing;
import dev.mulkko.engine.plan.Opening;
import dev.mulkko.kube.Json;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.Ownership;
import dev.mulkko.kube.PatchDocument;
import dev.mulkko.kube.Request;
import dev.mulkko.kube.Request.Create;
import dev.mulkko.kube.Request.Delete;
import dev.mulkko.kube.Request.Kind;
import dev.mulkko.kube.Request.Patch;
import dev.mulkko.kube.Request.Precondition;
import dev.mulkko.kube.Request.Target;
import dev.mulkko.kube.Snapshot;
import dev.mulkko.kube.route.Routers;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An action to the request that carries it out on the objects that were read. */
public final class Requests {

  private Requests() {}

  /**
   * Translates.
   *
   * @throws IllegalStateException when the action speaks of an object that is not in the snapshot:
   *     a planner that decides on what it has not seen is broken
   */
  public static Request of(Action action, Snapshot seen, Instant now) {
    return switch (action) {
      case Action.Claim _ -> patch(Kind.Rollout, seen.rollout(), Finalizers.add(seen.rollout()));
      case Action.Release _ ->
          patch(Kind.Rollout, seen.rollout(), Finalizers.remove(seen.rollout()));
      case Action.Pause _ ->
          patch(Kind.Deployment, deployment(seen), Holding.pause(deployment(seen), seen.name()));
      case Action.Resume _ ->
          patch(Kind.Deployment, deployment(seen), Holding.resume(deployment(seen)));
      case Action.Unmark _ ->
          patch(Kind.Deployment, deployment(seen), Holding.unmark(deployment(seen)));
      case Action.Pin(String revision) ->
          patch(Kind.Service, service(seen), Pinning.pin(service(seen), revision));
      case Action.PinPreview(String revision) -> {
        Service preview = required(seen.preview(), "the preview Service");
        yield patch(Kind.Service, preview, Pinning.pin(preview, revision));
      }
      case Action.CreateReplicaSet(String revision, int replicas) ->
          new Create(Parking.create(seen.name(), deployment(seen), revision, replicas));
      case Action.Scale(String revision, int replicas) -> scale(seen, revision, replicas);
      case Action.Park(String revision) -> {
        ReplicaSet rs = replicaSet(seen, revision);
        yield changeOfHands(seen, rs, Parking.park(seen.name(), deployment(seen), rs));
      }
      case Action.Adopt(String revision) -> {
        ReplicaSet rs = replicaSet(seen, revision);
        yield changeOfHands(seen, rs, Parking.adopt(deployment(seen), rs));
      }
      case Action.GiveBack(String revision) -> {
        ReplicaSet rs = parked(seen, revision);
        yield patch(Kind.ReplicaSet, rs, Parking.giveBack(deployment(seen), rs));
      }
      case Action.DeleteReplicaSet(String revision) ->
          delete(Kind.ReplicaSet, parked(seen, revision));
      case Action.CreateBackend(String revision) ->
          new Create(Backends.create(seen.name(), deployment(seen), service(seen), revision));
      case Action.DeleteBackend(String revision) -> delete(Kind.Service, backend(seen, revision));
      case Action.NameRevisions names -> Routers.of(seen, names.route()).name(names);
      case Action.SplitRoute split -> Routers.of(seen, split.route()).split(split);
      case Action.RestoreRoute(String route) -> Routers.of(seen, route).restore();
      case Action.Answer(String name, boolean done, String message) ->
          Answering.answer(seen, name, done, message, now);
      case Action.OpenRecord(Opening opening) -> Recording.open(seen, opening);
      case Action.AddToRecord added -> Recording.add(seen, added);
      case Action.CloseRecord(Closing closing) -> Recording.close(seen, closing);
    };
  }

  /**
   * What takes our marks off ReplicaSets that are the Deployment's own: its controller copies them
   * from the Deployment and never takes them away.
   */
  public static Stream<Request> unmarking(Snapshot seen) {
    Deployment deployment = seen.deployment();
    return deployment == null
        ? Stream.empty()
        : seen.replicaSets().stream()
            .filter(rs -> Ownership.owns(deployment, rs))
            .filter(Holding::isMarked)
            .map(
                rs ->
                    patch(
                        Kind.ReplicaSet,
                        rs,
                        Holding.unmarked(PatchDocument.guarded(Json.tree(rs)), rs)));
  }

  /** A ReplicaSet that has a controller belongs to it, whatever a plan says. */
  private static ReplicaSet parked(Snapshot seen, String revision) {
    ReplicaSet rs = replicaSet(seen, revision);
    if (!Ownership.parked(seen.name(), rs)) {
      throw new IllegalStateException(
          "ReplicaSet %s is not parked by Rollout %s and must not be scaled"
              .formatted(rs.getMetadata().getName(), seen.name()));
    }
    return rs;
  }

  private static Request scale(Snapshot seen, String revision, int replicas) {
    ReplicaSet rs = parked(seen, revision);
    return patch(
        Kind.ReplicaSet,
        rs,
        PatchDocument.guarded(Json.tree(rs)).replace("/spec/replicas", replicas));
  }

  /** An unpaused Deployment that loses its ReplicaSet would start another one by itself. */
  private static Request changeOfHands(Snapshot seen, ReplicaSet rs, PatchDocument document) {
    Deployment deployment = deployment(seen);
    Precondition same =
        new Precondition.Same(
            target(Kind.Deployment, deployment),
            deployment.getMetadata().getUid(),
            Boolean.TRUE.equals(deployment.getSpec().getPaused()));
    return new Patch(target(Kind.ReplicaSet, rs), document.toJson(), false, Optional.of(same));
  }

  private static Request patch(Kind kind, HasMetadata object, PatchDocument document) {
    return new Patch(target(kind, object), document.toJson(), false);
  }

  private static Request delete(Kind kind, HasMetadata object) {
    return new Delete(
        target(kind, object),
        object.getMetadata().getUid(),
        object.getMetadata().getResourceVersion());
  }

  static Target target(Kind kind, HasMetadata object) {
    return new Target(kind, object.getMetadata().getNamespace(), object.getMetadata().getName());
  }

  private static Deployment deployment(Snapshot seen) {
    return required(seen.deployment(), "the Deployment");
  }

  private static Service service(Snapshot seen) {
    return required(seen.service(), "the Service");
  }

  private static ReplicaSet replicaSet(Snapshot seen, String revision) {
    return seen.replicaSets().stream()
        .filter(rs -> Ownership.revision(rs).equals(revision))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("no ReplicaSet of %s was read".formatted(revision)));
  }

  private static Service backend(Snapshot seen, String revision) {
    return seen.backends().stream()
        .filter(s -> revision.equals(s.getMetadata().getLabels().get(Names.REVISION_LABEL)))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("no Service of %s was read".formatted(revision)));
  }

  private static <T> T required(@Nullable T object, String what) {
    if (object == null) {
      throw new IllegalStateException(what + " was not read");
    }
    return object;
  }
}
