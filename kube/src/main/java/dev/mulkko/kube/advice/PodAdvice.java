package dev.mulkko.kube.advice;

import dev.mulkko.engine.model.Spec;
import dev.mulkko.kube.Sentences;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Lifecycle;
import io.fabric8.kubernetes.api.model.LifecycleHandler;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Advice about the Deployment and its pods. */
final class PodAdvice {

  /** As the API server writes it where nobody did. */
  private static final long GRACE = 30;

  private PodAdvice() {}

  static List<String> of(Deployment deployment, Spec spec) {
    List<String> found = new ArrayList<>();
    PodSpec pod = deployment.getSpec().getTemplate().getSpec();
    boolean served = spec.service() != null;
    if (served) {
      replicas(deployment, found);
    }
    if (pod != null) {
      readiness(deployment, pod, served, found);
    }
    if (pod != null && served) {
      ending(deployment, pod, spec, found);
    }
    return found.stream().map(sentence -> Sentences.capped(sentence, Advice.BYTES)).toList();
  }

  private static void replicas(Deployment deployment, List<String> found) {
    Integer replicas = deployment.getSpec().getReplicas();
    if (replicas != null && replicas < 2) {
      found.add(
          "Deployment %s has spec.replicas %d: each version has a single pod, and while that restarts its share of the traffic fails; set it to at least 2"
              .formatted(name(deployment), replicas));
    }
  }

  private static void readiness(
      Deployment deployment, PodSpec pod, boolean served, List<String> found) {
    if (pod.getContainers().stream().allMatch(c -> c.getReadinessProbe() == null)) {
      found.add(
          "Deployment %s has no readinessProbe in spec.template.spec.containers: a new pod %s as soon as its process runs, ready or not; add one"
              .formatted(name(deployment), served ? "gets traffic" : "replaces an old one"));
    }
  }

  /** A pod must outlive the news of its end. */
  private static void ending(Deployment deployment, PodSpec pod, Spec spec, List<String> found) {
    long settle = Math.ceilDiv(spec.routeSettle().toMillis(), 1000L);
    List<LifecycleHandler> hooks = preStops(pod).toList();
    if (hooks.isEmpty()) {
      found.add(
          "Deployment %s has no lifecycle.preStop in spec.template.spec.containers: requests that reach a pod that ends are lost; add for example {sleep: {seconds: %d}}"
              .formatted(name(deployment), Math.max(5, settle)));
      return;
    }
    long sleep = hooks.stream().mapToLong(PodAdvice::seconds).max().orElse(0);
    long grace = Objects.requireNonNullElse(pod.getTerminationGracePeriodSeconds(), GRACE);
    if (grace < sleep + settle) {
      found.add(
          "Deployment %s has spec.template.spec.terminationGracePeriodSeconds %d: its pods are killed before traffic has left them; set it to at least %d (preStop %d s, settling %d s)"
              .formatted(name(deployment), grace, sleep + settle, sleep, settle));
    }
  }

  private static Stream<LifecycleHandler> preStops(PodSpec pod) {
    return pod.getContainers().stream()
        .map(Container::getLifecycle)
        .filter(Objects::nonNull)
        .map(Lifecycle::getPreStop)
        .filter(Objects::nonNull);
  }

  /** Only a sleep says how long it takes. */
  private static long seconds(LifecycleHandler hook) {
    return hook.getSleep() == null || hook.getSleep().getSeconds() == null
        ? 0
        : hook.getSleep().getSeconds();
  }

  private static String name(Deployment deployment) {
    return deployment.getMetadata().getName();
  }
}
