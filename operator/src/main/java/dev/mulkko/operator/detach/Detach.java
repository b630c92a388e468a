package dev.mulkko.operator.detach;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.kube.Names;
import dev.mulkko.kube.Request;
import dev.mulkko.kube.Request.Kind;
import dev.mulkko.operator.apply.ClusterWriter;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes every Rollout and waits until the operator, which still runs, has given everything back:
 * traffic to stable, the Service and routes as they were, history to the Deployment.
 */
public final class Detach {

  private static final Logger LOG = LoggerFactory.getLogger("mulkko");

  /**
   * What a Rollout at rest leaves is given back at once, or by nobody. Of history that is harmless,
   * and no reason to keep an operator that was to go.
   */
  private static final Duration HISTORY = Duration.ofSeconds(30);

  /**
   * What nobody gave back.
   *
   * @param rollouts that are still there, as {@code namespace/name}
   * @param paused Deployments that were held for a Rollout that is gone, and in which no new
   *     version starts until somebody resumes them
   */
  public record Left(Set<String> rollouts, Set<String> paused) {

    public Left {
      rollouts = Collections.unmodifiableSortedSet(new TreeSet<>(rollouts));
      paused = Collections.unmodifiableSortedSet(new TreeSet<>(paused));
    }

    /** Whether the operator can go. */
    public boolean isNothing() {
      return rollouts.isEmpty() && paused.isEmpty();
    }
  }

  private final KubernetesClient client;
  private final ClusterWriter writer;
  private final List<String> namespaces;
  private final InstantSource clock;
  private final Runnable pause;

  /**
   * A detachment that is not begun.
   *
   * @param namespaces where Rollouts are; empty means all
   * @param pause between two looks
   */
  public Detach(
      KubernetesClient client,
      ClusterWriter writer,
      List<String> namespaces,
      InstantSource clock,
      Runnable pause) {
    this.client = client;
    this.writer = writer;
    this.namespaces = List.copyOf(namespaces);
    this.clock = clock;
    this.pause = pause;
  }

  /** Returns when nothing is left, or the time is over. */
  public Left run(Duration limit) {
    Instant end = clock.instant().plus(limit);
    Set<String> gone = new TreeSet<>();
    Set<String> told = Set.of();
    List<Rollout> left = rollouts();
    LOG.info("{} Rollouts are detached: {}", left.size(), keys(left));
    while (!left.isEmpty()) {
      left.stream()
          .filter(one -> one.getMetadata().getDeletionTimestamp() == null)
          .forEach(this::delete);
      gone.addAll(keys(left));
      left = rollouts();
      Set<String> now = keys(left);
      if (!now.isEmpty() && !now.equals(told)) {
        LOG.info("waiting for {}", now);
        told = now;
      }
      if (!left.isEmpty()) {
        if (clock.instant().isAfter(end)) {
          return new Left(now, Set.of());
        }
        pause.run();
      }
    }
    awaitHistory(gone);
    return new Left(Set.of(), paused());
  }

  private void delete(Rollout rollout) {
    ObjectMeta metadata = rollout.getMetadata();
    // One that was changed meanwhile is deleted at the next look.
    var _ =
        writer.send(
            new Request.Delete(
                new Request.Target(Kind.Rollout, metadata.getNamespace(), metadata.getName()),
                metadata.getUid(),
                metadata.getResourceVersion()));
  }

  private void awaitHistory(Set<String> rollouts) {
    Instant end = clock.instant().plus(HISTORY);
    Set<String> left = traces(rollouts);
    while (!left.isEmpty() && clock.instant().isBefore(end)) {
      pause.run();
      left = traces(rollouts);
    }
    if (left.isEmpty()) {
      LOG.info("nothing is left of {} Rollouts", rollouts.size());
    } else {
      LOG.warn("the operator has not given back {}", left);
    }
  }

  /** Of this run and of those before it: whoever tries again finds no Rollout any more. */
  private Set<String> paused() {
    return all(Deployment.class)
        .map(Deployment.class::cast)
        .filter(one -> annotations(one).containsKey(Names.HELD_BY))
        .filter(one -> Boolean.TRUE.equals(one.getSpec().getPaused()))
        .map(one -> key(one, one.getMetadata().getName()))
        .collect(Collectors.toSet());
  }

  private Set<String> traces(Set<String> rollouts) {
    List<HasMetadata> replicaSets = all(ReplicaSet.class).toList();
    Stream<HasMetadata> parked =
        replicaSets.stream()
            .filter(one -> rollouts.contains(key(one, labels(one).get(Names.ROLLOUT_LABEL))));
    Stream<HasMetadata> held =
        Stream.concat(all(Deployment.class), replicaSets.stream())
            .filter(one -> rollouts.contains(key(one, annotations(one).get(Names.HELD_BY))));
    return Stream.concat(parked, held)
        .map(object -> object.getKind() + " " + key(object, object.getMetadata().getName()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** None where the CRD was deleted before. */
  private List<Rollout> rollouts() {
    return client.supports(Rollout.class)
        ? all(Rollout.class).map(Rollout.class::cast).toList()
        : List.of();
  }

  private Stream<HasMetadata> all(Class<? extends HasMetadata> type) {
    return namespaces.isEmpty()
        ? client.resources(type).inAnyNamespace().list().getItems().stream().map(one -> one)
        : namespaces.stream()
            .flatMap(in -> client.resources(type).inNamespace(in).list().getItems().stream());
  }

  private static Map<String, String> labels(HasMetadata object) {
    return Objects.requireNonNullElse(object.getMetadata().getLabels(), Map.of());
  }

  private static Map<String, String> annotations(HasMetadata object) {
    return Objects.requireNonNullElse(object.getMetadata().getAnnotations(), Map.of());
  }

  private static Set<String> keys(List<Rollout> rollouts) {
    return rollouts.stream()
        .map(one -> key(one, one.getMetadata().getName()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String key(HasMetadata object, @Nullable String name) {
    return object.getMetadata().getNamespace() + "/" + name;
  }
}
