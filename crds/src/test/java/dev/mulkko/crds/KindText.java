package dev.mulkko.crds;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinitionBuilder;
import java.util.List;

/** What {@code kubectl get} and {@code kubectl explain} say of a kind as a whole. */
record KindText(
    String description, String spec, String status, List<CustomResourceColumnDefinition> columns) {

  private static final KindText ROLLOUT =
      new KindText(
          "Delivers every new version of one Deployment step by step: traffic first goes to a small"
              + " part of it, and goes back within seconds when it is worse. The Deployment stays"
              + " yours; at rest nothing of it, its Service or its routes is changed.",
          "What is delivered, and how.",
          "What the operator saw and did. Default: observedGeneration -1, not yet seen.",
          List.of(
              column("Strategy", ".status.strategy"),
              column("Phase", ".status.phase"),
              column("Step", ".status.step"),
              column("Weight", ".status.weight"),
              column("Stable", ".status.stable"),
              column("Canary", ".status.canary"),
              column("Ready", ".status.ready"),
              age(),
              wide("Reason", ".status.reason"),
              wide("Message", ".status.message")));

  private static final KindText ROLLOUT_ACTION =
      new KindText(
          "One request to a Rollout: create it, and read in its status what became of it.",
          "What is asked for. Cannot be changed.",
          "What became of the request. Absent until the operator has seen it.",
          List.of(
              column("Rollout", ".spec.rollout"),
              column("Verb", ".spec.verb"),
              column("Phase", ".status.phase"),
              age(),
              wide("Message", ".status.message")));

  private static final KindText METRIC_PROVIDER =
      new KindText(
          "A server of metrics that Rollouts of all namespaces may ask, by name. Its address and"
              + " credentials are here and nowhere else; the one named default is asked when a"
              + " Rollout names none.",
          "Where, by what credentials, how often, and what is asked.",
          "",
          List.of(column("Address", ".spec.address"), column("Own", ".spec.ownQueries"), age()));

  private static final KindText DEPLOYMENT_RECORD =
      new KindText(
          "One attempt to deliver a version: who, when, what, and what became of it. Written by"
              + " Mulkko, closed once, and kept after its Rollout is gone.",
          "What was to be delivered. Cannot be changed.",
          "What happened. Cannot be changed once it has an outcome.",
          List.of(
              column("Rollout", ".spec.rollout"),
              column("Version", ".spec.to.version"),
              column("Outcome", ".status.outcome"),
              column("By", ".spec.changedBy.name"),
              column("Started", ".spec.startedAt", "date", 0),
              column("Progress", ".status.progressSeconds", "integer", 1),
              column("Waiting", ".status.waitingSeconds", "integer", 1),
              wide("Revision", ".spec.to.revision"),
              wide("Reason", ".status.reason"),
              wide("Message", ".status.message")));

  private static final KindText DEPLOY_LOCK =
      lock(
          "Says \"not now\" to Rollouts of its namespace: a freeze, a window without deliveries, or one"
              + " at a time. A new version is taken all the same, and waits; abort, undo and rollback"
              + " always work.");

  private static final KindText CLUSTER_DEPLOY_LOCK =
      lock(
          "Says \"not now\" to Rollouts of all namespaces, or of those that it names, as a DeployLock"
              + " does to those of its own.");

  private static KindText lock(String description) {
    return new KindText(
        description,
        "What is locked, why and when.",
        "What the operator makes of it. Default: observedGeneration -1, not yet seen.",
        List.of(
            column("State", ".status.state"),
            column("Mode", ".spec.mode"),
            column("Owner", ".metadata.annotations.mulkko\\.dev/locked-by"),
            column("Until", ".spec.until"),
            column("Next", ".status.next"),
            column("Reason", ".spec.reason"),
            age(),
            wide("Message", ".status.message")));
  }

  static KindText of(String kind) {
    return switch (kind) {
      case "Rollout" -> ROLLOUT;
      case "RolloutAction" -> ROLLOUT_ACTION;
      case "MetricProvider" -> METRIC_PROVIDER;
      case "DeploymentRecord" -> DEPLOYMENT_RECORD;
      case "DeployLock" -> DEPLOY_LOCK;
      case "ClusterDeployLock" -> CLUSTER_DEPLOY_LOCK;
      default -> throw new IllegalArgumentException("no text for kind " + kind);
    };
  }

  private static CustomResourceColumnDefinition column(String name, String path) {
    return column(name, path, "string", 0);
  }

  /** Printed with {@code -o wide} only. */
  private static CustomResourceColumnDefinition wide(String name, String path) {
    return column(name, path, "string", 1);
  }

  private static CustomResourceColumnDefinition age() {
    return column("Age", ".metadata.creationTimestamp", "date", 0);
  }

  private static CustomResourceColumnDefinition column(
      String name, String path, String type, int priority) {
    return new CustomResourceColumnDefinitionBuilder()
        .withName(name)
        .withJsonPath(path)
        .withType(type)
        .withPriority(priority == 0 ? null : priority)
        .build();
  }
}
