package dev.mulkko.helm.dashboard;

import static dev.mulkko.helm.dashboard.Panel.graph;
import static dev.mulkko.helm.dashboard.Panel.stat;

import dev.mulkko.helm.dashboard.Panel.Unit;
import java.util.List;

/** One Rollout: where it is, what it is judged by, what became of its attempts. */
final class RolloutDetail {

  private static final String LABELS = "namespace=\"$namespace\",rollout=\"$rollout\"";
  private static final String IT = "{" + LABELS + "}";

  /** Of the pods of the Deployment of the same name, whichever ReplicaSet they belong to. */
  private static final String BY_REVISION =
      " * on (namespace, pod) group_left (owner_name)"
          + " kube_pod_owner{namespace=\"$namespace\",owner_kind=\"ReplicaSet\",owner_name=~\"$rollout-.+\"}";

  static final Dashboard DASHBOARD =
      new Dashboard(
          "mulkko-rollout",
          "Mulkko / Rollout",
          List.of(
              new Choice(
                  "namespace", "Namespace", "label_values(mulkko_rollout_info, namespace)", false),
              new Choice(
                  "rollout",
                  "Rollout",
                  "label_values(mulkko_rollout_info{namespace=\"$namespace\"}, rollout)",
                  false)),
          List.of(
              new Mark(
                  "Attempt is over",
                  "max by (outcome) (increase(mulkko_deployments_total" + IT + "[2m])) > 0",
                  "{{outcome}}",
                  "blue"),
              new Mark(
                  "Is taken back",
                  "max by (reason) (mulkko_rollout_info{" + LABELS + ",phase=\"Aborting\"})",
                  "{{reason}}",
                  "red")),
          List.of(place(), gates(), comparison(), attempts(), pods()));

  private RolloutDetail() {}

  private static Row place() {
    return Row.of(
        "Where it is",
        stat(
                "Phase",
                "Its phase and the reason of that.",
                Unit.BARE,
                Query.now("mulkko_rollout_info" + IT, "{{phase}}: {{reason}}"))
            .wide(8),
        stat(
            "Step",
            "The present step, and how many there are.",
            Unit.BARE,
            Query.now("mulkko_rollout_step" + IT, "step"),
            Query.now("mulkko_rollout_steps" + IT, "of")),
        stat(
            "In this step for",
            "Without the time in which it waited.",
            Unit.SECONDS,
            Query.now("mulkko_rollout_step_seconds" + IT, "")),
        stat(
            "Has waited for a person for",
            "kubectl mulkko resume lets it go on, abort takes it back.",
            Unit.SECONDS,
            Query.now("mulkko_rollout_waiting_seconds" + IT, "")),
        stat(
            "Locks have held it for",
            "It goes on by itself when none holds it any more.",
            Unit.SECONDS,
            Query.now("mulkko_rollout_locked_seconds" + IT, "")),
        graph(
                "Share of the new version",
                "Seen is what the data plane carries; where it is not seen there is no line.",
                Unit.RATIO,
                Query.over("mulkko_rollout_weight_ratio" + IT, "seen"),
                Query.over("mulkko_rollout_desired_weight_ratio" + IT, "wanted"))
            .wide(24));
  }

  private static Row gates() {
    return Row.of(
        "What its metrics say",
        graph(
            "Numbers and limits",
            "A number outside its limit counts as failed. A limit that moves with stable moves here.",
            Unit.BARE,
            Query.over("mulkko_gate_value" + IT, "{{metric}}"),
            Query.over("mulkko_gate_threshold" + IT, "{{metric}} {{bound}}")),
        graph(
            "Results in the present step",
            "More failed ones than failureLimit take the version out.",
            Unit.COUNT,
            Query.over("mulkko_gate_results" + IT, "{{metric}} {{result}}")));
  }

  private static Row comparison() {
    return Row.of(
        "Both versions",
        graph(
            "Share of bad requests",
            "Of the requests of the present step that the judge has weighed.",
            Unit.RATIO,
            Query.over(
                "sum by (counter, role) (mulkko_compared_requests{"
                    + LABELS
                    + ",result=\"bad\"}) / sum by (counter, role) (mulkko_compared_requests"
                    + IT
                    + ")",
                "{{role}} {{counter}}")),
        graph(
            "Requests weighed",
            "Of the present step: few of them prove little.",
            Unit.COUNT,
            Query.over(
                "sum by (counter, role) (mulkko_compared_requests" + IT + ")",
                "{{role}} {{counter}}")));
  }

  private static Row attempts() {
    return Row.of(
        "Its attempts",
        stat(
                "How they ended",
                "All that its records know of.",
                Unit.COUNT,
                Query.now("max by (outcome) (mulkko_deployments_total" + IT + ")", "{{outcome}}"))
            .wide(24));
  }

  private static Row pods() {
    return Row.of(
        "Its pods (needs kube-state-metrics and cAdvisor; the Deployment has the Rollout's name)",
        graph(
                "Processor time by revision",
                "Cores that are used.",
                Unit.COUNT,
                Query.over(
                    "sum by (owner_name)"
                        + " (rate(container_cpu_usage_seconds_total{namespace=\"$namespace\",container!=\"\"}[$__rate_interval])"
                        + BY_REVISION
                        + ")",
                    "{{owner_name}}"))
            .wide(8),
        graph(
                "Memory by revision",
                "What cannot be taken back from them.",
                Unit.BYTES,
                Query.over(
                    "sum by (owner_name)"
                        + " (container_memory_working_set_bytes{namespace=\"$namespace\",container!=\"\"}"
                        + BY_REVISION
                        + ")",
                    "{{owner_name}}"))
            .wide(8),
        graph(
                "Restarts by revision",
                "Of containers.",
                Unit.COUNT,
                Query.over(
                    "sum by (owner_name)"
                        + " (increase(kube_pod_container_status_restarts_total{namespace=\"$namespace\"}[$__rate_interval])"
                        + BY_REVISION
                        + ")",
                    "{{owner_name}}"))
            .wide(8));
  }
}
