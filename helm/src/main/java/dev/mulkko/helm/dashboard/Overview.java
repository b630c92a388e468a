package dev.mulkko.helm.dashboard;

import static dev.mulkko.helm.dashboard.Panel.graph;
import static dev.mulkko.helm.dashboard.Panel.stat;
import static dev.mulkko.helm.dashboard.Panel.table;

import dev.mulkko.helm.dashboard.Panel.Unit;
import java.util.List;

/** All Rollouts at a glance: what goes on, what waits for whom, what went wrong. */
final class Overview {

  static final Choice NAMESPACES =
      new Choice("namespace", "Namespace", "label_values(mulkko_rollout_info, namespace)", true);

  private static final String IN = "{namespace=~\"$namespace\"}";

  static final Dashboard DASHBOARD =
      new Dashboard(
          "mulkko-overview",
          "Mulkko / Overview",
          List.of(NAMESPACES),
          List.of(),
          List.of(now(), people(), wrong(), deliveries()));

  private Overview() {}

  private static Row now() {
    return Row.of(
        "Now",
        stat(
            "Rollouts",
            "How many are attached.",
            Unit.COUNT,
            Query.now("count(mulkko_rollout_info" + IN + ")", "")),
        stat(
            "Under way",
            "A new version gets its traffic step by step, or is taken back.",
            Unit.COUNT,
            Query.now("count(mulkko_rollout_step" + IN + ")", "")),
        stat(
            "Wait for a person",
            "An approval, a pause by hand, or a metric that says nothing.",
            Unit.COUNT,
            Query.now("count(mulkko_rollout_waiting_seconds" + IN + ")", "")),
        stat(
            "Held by locks",
            "They go on by themselves when no lock holds them any more.",
            Unit.COUNT,
            Query.now("count(mulkko_rollout_locked_seconds" + IN + ")", "")),
        stat(
            "Rolled back",
            "The version before runs; the last one was refused.",
            Unit.COUNT,
            Query.now(
                "count(mulkko_rollout_info{namespace=~\"$namespace\",phase=\"RolledBack\"})", "")),
        stat(
            "Stalled",
            "Nothing is done about them until somebody corrects what their message names.",
            Unit.COUNT,
            Query.now(
                "count(mulkko_rollout_info{namespace=~\"$namespace\",phase=\"Stalled\"})", "")),
        graph(
            "Phases",
            "How many Rollouts are in each phase.",
            Unit.COUNT,
            Query.over("sum by (phase) (mulkko_rollout_info" + IN + ")", "{{phase}}")),
        table(
            "Under way",
            "The share of the traffic that the new version is seen to have.",
            Unit.RATIO,
            Query.now("sort_desc(mulkko_rollout_weight_ratio" + IN + ")", "")));
  }

  private static Row people() {
    return Row.of(
        "Waiting",
        table(
            "For a person",
            "The one that waits longest first: kubectl mulkko resume, or abort.",
            Unit.SECONDS,
            Query.now("sort_desc(mulkko_rollout_waiting_seconds" + IN + ")", "")),
        table(
            "For a lock",
            "kubectl get mro tells which, of whom and until when.",
            Unit.SECONDS,
            Query.now("sort_desc(mulkko_rollout_locked_seconds" + IN + ")", "")),
        table(
            "Locks that hold",
            "Of all namespaces and of the cluster.",
            Unit.BARE,
            Query.now("mulkko_lock_active == 1", "")),
        table(
            "Metrics that say nothing",
            "A gate without a number holds its step.",
            Unit.SECONDS,
            Query.now("sort_desc(mulkko_gate_silent_seconds" + IN + ")", "")));
  }

  private static Row wrong() {
    return Row.of(
        "Went wrong",
        table(
                "Rolled back or stalled",
                "The reason is that of the condition Ready, whose message says what to do.",
                Unit.BARE,
                Query.now(
                    "mulkko_rollout_info{namespace=~\"$namespace\",phase=~\"RolledBack|Stalled\"}",
                    ""))
            .wide(18),
        stat(
                "Versions taken out in 24 h",
                "Attempts that were RolledBack or Undone.",
                Unit.COUNT,
                Query.now(
                    "sum(max by (namespace, rollout)"
                        + " (increase(mulkko_change_failures_total{namespace=~\"$namespace\"}[24h])))",
                    ""))
            .wide(6));
  }

  private static Row deliveries() {
    return Row.of(
        "Deliveries",
        graph(
                "How attempts ended",
                "From the records; each replica of the operator tells the same, so the highest counts.",
                Unit.COUNT,
                Query.over(
                    "sum by (outcome) (max by (namespace, rollout, outcome)"
                        + " (increase(mulkko_deployments_total{namespace=~\"$namespace\"}[$__rate_interval])))",
                    "{{outcome}}"))
            .wide(24));
  }
}
