package dev.mulkko.kube.read;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.engine.model.Match;
import dev.mulkko.engine.model.Step;
import dev.mulkko.engine.model.Strategy;
import dev.mulkko.kube.Snapshot;
import dev.mulkko.kube.route.Router;
import dev.mulkko.kube.route.Routers;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why a Rollout must not be attached, each as a sentence that names the field to change. */
final class Objections {

  /** Of 58 letters that a pod has of its ReplicaSet's name, this leaves five to the revision. */
  private static final int NAME_LENGTH = 52;

  private Objections() {}

  static List<String> of(Snapshot snapshot, Strategy strategy) {
    List<String> found = new ArrayList<>(Claims.lost(snapshot));
    Deployment deployment = snapshot.deployment();
    if (deployment != null) {
      workload(snapshot.rollout(), deployment, found);
    }
    if (snapshot.service() != null) {
      found.addAll(ServiceObjections.of(snapshot, snapshot.service()));
    }
    found.addAll(PreviewObjections.of(snapshot));
    snapshot.wideDeployments().forEach(wide -> found.add(wide(wide)));
    for (Router router : Routers.of(snapshot)) {
      found.addAll(router.objections());
      matches(strategy)
          .flatMap(match -> router.objectionsTo(match).stream())
          .distinct()
          .forEach(found::add);
      strategy
          .sticky()
          .map(sticky -> router.objectionsTo(sticky, matches(strategy).findAny().isPresent()))
          .ifPresent(found::addAll);
    }
    found.addAll(toMirrors(snapshot, strategy));
    return found;
  }

  /** Why copies of requests cannot be sent. */
  static List<String> toMirrors(Snapshot snapshot, Strategy strategy) {
    List<Integer> percents =
        strategy.steps().stream()
            .filter(Step.SetMirror.class::isInstance)
            .map(step -> ((Step.SetMirror) step).percent())
            .filter(percent -> percent > 0)
            .toList();
    return percents.isEmpty()
        ? List.of()
        : Routers.of(snapshot).stream()
            .flatMap(
                router ->
                    percents.stream()
                        .flatMap(percent -> router.objectionsToMirror(percent).stream()))
            .distinct()
            .toList();
  }

  private static Stream<Match> matches(Strategy strategy) {
    return strategy.steps().stream()
        .filter(Step.SetMatch.class::isInstance)
        .map(step -> ((Step.SetMatch) step).match());
  }

  private static void workload(Rollout rollout, Deployment deployment, List<String> found) {
    String name = deployment.getMetadata().getName();
    if (name.length() > NAME_LENGTH) {
      found.add(
          "metadata.name of Deployment %s has %d characters, so that the names of its pods do not tell their revision: give it one of at most %d"
              .formatted(name, name.length(), NAME_LENGTH));
    }
    Integer history = deployment.getSpec().getRevisionHistoryLimit();
    if (history != null && history == 0) {
      found.add(
          "Deployment %s has spec.revisionHistoryLimit 0: its controller would delete a revision that is scaled to 0; set it to at least 1"
              .formatted(name));
    }
    boolean two = Boolean.TRUE.equals(rollout.getSpec().workloadRef().allowTwoVersions());
    if (!two
        && deployment.getSpec().getStrategy() != null
        && "Recreate".equals(deployment.getSpec().getStrategy().getType())) {
      found.add(
          "Deployment %s has spec.strategy.type Recreate, but a canary runs two versions at once: set it to RollingUpdate, or spec.workloadRef.allowTwoVersions of the Rollout to true if they may run side by side"
              .formatted(name));
    }
  }

  /** The controller of such a Deployment takes whatever matches and has no controller. */
  private static String wide(Deployment deployment) {
    return "spec.selector of Deployment %s (%s) also matches ReplicaSets that a rollout keeps to itself, so that its controller would take them: create it again with a label of its own in spec.selector.matchLabels"
        .formatted(deployment.getMetadata().getName(), words(deployment.getSpec().getSelector()));
  }

  private static String words(LabelSelector selector) {
    return selector.getMatchExpressions().isEmpty()
        ? "empty"
        : selector.getMatchExpressions().stream()
            .map(Objections::words)
            .collect(Collectors.joining(", "));
  }

  private static String words(LabelSelectorRequirement asked) {
    String values =
        asked.getValues().isEmpty() ? "" : " [" + String.join(", ", asked.getValues()) + "]";
    return asked.getKey() + " " + asked.getOperator() + values;
  }
}
