package dev.mulkko.kube.read;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutAction;
import dev.mulkko.engine.model.Judged;
import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Sample;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.plan.Observation;
import dev.mulkko.engine.plan.Observation.Asked;
import dev.mulkko.engine.plan.Observation.Preview;
import dev.mulkko.engine.plan.Observation.Verb;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.Snapshot;
import dev.mulkko.kube.StatusFacts;
import dev.mulkko.kube.lock.LocksReader;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import dev.mulkko.kube.route.Router;
import dev.mulkko.kube.route.Routers;
import io.fabric8.kubernetes.api.model.Service;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A snapshot of objects to the observation that the planner understands. */
public final class Reader {

  private Reader() {}

  /** The same, where nobody compares the versions. */
  public static Observation read(
      Snapshot snapshot, Instant now, boolean holdsAtRest, List<Sample> samples)
      throws InvalidSpec {
    return read(snapshot, now, holdsAtRest, samples, Optional.empty());
  }

  /**
   * Reads everything; since when nobody missed anything is the caller's to say.
   *
   * @param now the time of this pass
   * @param holdsAtRest whether the Deployment is to be paused at rest too
   * @param samples the last answer for each metric, as far as there is one
   * @param judged what the comparison of both versions says by now
   * @throws InvalidSpec when the spec cannot be used; nothing else makes it fail
   */
  public static Observation read(
      Snapshot snapshot,
      Instant now,
      boolean holdsAtRest,
      List<Sample> samples,
      Optional<Judged> judged)
      throws InvalidSpec {
    Rollout rollout = snapshot.rollout();
    Spec spec = SpecReader.read(rollout, Providers.of(snapshot.providers()), snapshot.naming());
    Memory memory = StatusFacts.read(rollout.getStatus());
    Endpoints endpoints = Endpoints.of(snapshot);
    return new Observation(
        now,
        Instant.EPOCH,
        spec,
        memory,
        holdsAtRest,
        rollout.getMetadata().getFinalizers().contains(Names.FINALIZER),
        rollout.getMetadata().getDeletionTimestamp() != null,
        Optional.ofNullable(snapshot.deployment()).map(Workloads::workload),
        Workloads.replicaSets(snapshot),
        Optional.ofNullable(snapshot.service()).map(endpoints::service),
        endpoints.backends(),
        Routers.of(snapshot).stream().map(Router::observed).toList(),
        Objections.of(snapshot, spec.strategy()),
        Objections.toMirrors(snapshot, spec.strategy()),
        CanaryPods.read(snapshot.canaryPods(), spec.analysis().pods()),
        asks(snapshot.actions()),
        preview(snapshot),
        samples,
        judged,
        Optional.empty(),
        BooksReader.read(snapshot, spec.naming(), memory),
        LocksReader.read(snapshot.locks(), rollout, now, !holdsAtRest),
        Objects.requireNonNullElse(rollout.getMetadata().getUid(), ""));
  }

  private static Optional<Preview> preview(Snapshot snapshot) {
    return Optional.ofNullable(snapshot.preview())
        .map(
            service ->
                new Preview(service.getMetadata().getName(), selector(service).get(Names.HASH)));
  }

  private static Map<String, String> selector(Service service) {
    Map<String, String> selector = service.getSpec().getSelector();
    return selector == null ? Map.of() : selector;
  }

  private static List<Asked> asks(List<RolloutAction> actions) {
    return actions.stream()
        .filter(Reader::open)
        .sorted(
            Comparator.<RolloutAction, String>comparing(a -> a.getMetadata().getCreationTimestamp())
                .thenComparing(a -> a.getMetadata().getName()))
        .flatMap(Reader::asked)
        .toList();
  }

  /** A verb that we do not know is of a later version, and left to it. */
  private static Stream<Asked> asked(RolloutAction action) {
    return Stream.of(Verb.values())
        .filter(verb -> verb.name().equals(action.getSpec().verb()))
        .map(
            verb ->
                new Asked(
                    action.getMetadata().getName(),
                    verb,
                    action.getMetadata().getAnnotations().get(Names.REQUESTED_BY),
                    action.getSpec().reason(),
                    action.getSpec().to()));
  }

  private static boolean open(RolloutAction action) {
    return action.getStatus() == null
        || action.getStatus().phase() == null
        || action.getStatus().phase().equals("Pending");
  }
}
