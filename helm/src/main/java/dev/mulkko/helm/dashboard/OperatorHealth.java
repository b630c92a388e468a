package dev.mulkko.helm.dashboard;

import static dev.mulkko.helm.dashboard.Panel.graph;
import static dev.mulkko.helm.dashboard.Panel.stat;

import dev.mulkko.helm.dashboard.Panel.Unit;
import java.util.List;

/** How well people deliver, by DORA's four figures, and how well the operator does its work. */
final class OperatorHealth {

  /** Of processes of the operator alone: others have metrics of these names too. */
  private static final String OF_OURS = " and on (job, instance) mulkko_leader";

  static final Dashboard DASHBOARD =
      new Dashboard(
          "mulkko-operator",
          "Mulkko / Operator and DORA",
          List.of(Overview.NAMESPACES),
          List.of(),
          List.of(dora(), durations(), work(), server(), process()));

  private OperatorHealth() {}

  private static String grown(String metric, String labels, String more, String window) {
    String by = more.isEmpty() ? "namespace, rollout" : "namespace, rollout, " + more;
    return "max by (%s) (increase(%s{namespace=~\"$namespace\"%s}[%s]))"
        .formatted(by, metric, labels, window);
  }

  private static Row dora() {
    String promoted = grown("mulkko_deployments_total", ",outcome=\"Promoted\"", "", "28d");
    String judged =
        grown("mulkko_deployments_total", ",outcome=~\"Promoted|RolledBack\"", "outcome", "28d");
    String failed = grown("mulkko_change_failures_total", "", "", "28d");
    return Row.of(
        "DORA, 28 days",
        stat(
                "Deployments a day",
                "Versions that were promoted.",
                Unit.COUNT,
                Query.now("sum(" + promoted + ") / 28", ""))
            .wide(6),
        stat(
                "Lead time, median",
                "From the build of a version to its promotion; of versions whose name says when they"
                    + " were built.",
                Unit.SECONDS,
                Query.now(median("mulkko_lead_time_seconds_bucket"), ""))
            .wide(6),
        stat(
                "Change failure rate",
                "Versions that were taken out, of those that were promoted or rolled back.",
                Unit.RATIO,
                Query.now("sum(" + failed + ") / sum(" + judged + ")", ""))
            .wide(6),
        stat(
                "Time to restore, median",
                "From the decision to take a version out until the traffic was back.",
                Unit.SECONDS,
                Query.now(median("mulkko_restore_time_seconds_bucket"), ""))
            .wide(6));
  }

  private static String median(String buckets) {
    return "histogram_quantile(0.5, sum by (le) (%s))".formatted(grown(buckets, "", "le", "28d"));
  }

  private static Row durations() {
    return Row.of(
        "How long attempts take",
        graph(
            "Going on and waiting",
            "Where the time of attempts went: to pods, traffic and steps, or to people, pauses and"
                + " locks.",
            Unit.SECONDS,
            Query.over(
                "sum by (outcome) (increase(mulkko_attempt_progression_seconds_sum[$__rate_interval]))",
                "{{outcome}} went on"),
            Query.over(
                "sum by (outcome) (increase(mulkko_attempt_waiting_seconds_sum[$__rate_interval]))",
                "{{outcome}} waited")),
        graph(
            "Attempts, whole time",
            "Half of them, and nine of ten, were over within.",
            Unit.SECONDS,
            Query.over(quantile("0.5", "mulkko_attempt_seconds_bucket", "$__range"), "half"),
            Query.over(
                quantile("0.9", "mulkko_attempt_seconds_bucket", "$__range"), "nine of ten")),
        graph(
                "Seconds to roll back",
                "From the decision until the traffic was back.",
                Unit.SECONDS,
                Query.over(quantile("0.5", "mulkko_rollback_seconds_bucket", "$__range"), "half"),
                Query.over(
                    quantile("0.95", "mulkko_rollback_seconds_bucket", "$__range"), "19 of 20"))
            .wide(24));
  }

  private static String quantile(String which, String buckets, String window) {
    return "histogram_quantile(%s, sum by (le) (increase(%s[%s])))"
        .formatted(which, buckets, window);
  }

  private static Row work() {
    return Row.of(
        "Its work",
        stat(
            "Leaders",
            "One; for some seconds none when the one before was killed.",
            Unit.COUNT,
            Query.now("sum(mulkko_leader)", "")),
        stat(
            "Replicas",
            "Processes that are scraped.",
            Unit.COUNT,
            Query.now("count(mulkko_leader)", "")),
        graph(
                "Looks at Rollouts",
                "A look that failed is made again, ever more seldom.",
                Unit.PER_SECOND,
                Query.over(
                    "sum by (result) (rate(mulkko_reconcile_seconds_count[$__rate_interval]))",
                    "{{result}}"))
            .wide(16),
        graph(
            "How long a look takes",
            "99 of 100.",
            Unit.SECONDS,
            Query.over(
                "histogram_quantile(0.99, sum by (le)"
                    + " (rate(mulkko_reconcile_seconds_bucket[$__rate_interval])))",
                "99 of 100")),
        graph(
            "Queue",
            "Rollouts that wait for a worker, and those that are looked at.",
            Unit.COUNT,
            Query.over("sum(mulkko_reconcile_queue)", "wait"),
            Query.over("sum(mulkko_reconcile_active)", "are looked at")),
        graph(
            "Phases that were found",
            "By look.",
            Unit.PER_SECOND,
            Query.over(
                "sum by (phase) (rate(mulkko_passes_total[$__rate_interval])) > 0", "{{phase}}")),
        graph(
            "What was decided",
            "Decisions that changed something.",
            Unit.COUNT,
            Query.over(
                "sum by (reason) (increase(mulkko_transitions_total[$__rate_interval])) > 0",
                "{{reason}}")));
  }

  private static Row server() {
    return Row.of(
        "Whom it asks",
        graph(
            "Writes to the API server",
            "At rest there is none but that of the lease.",
            Unit.PER_SECOND,
            Query.over(
                "sum by (verb, resource)"
                    + " (rate(mulkko_api_requests_total{verb!~\"get|list|watch\"}[$__rate_interval])) > 0",
                "{{verb}} {{resource}}")),
        graph(
            "Reads of the API server",
            "At rest there is none.",
            Unit.PER_SECOND,
            Query.over(
                "sum by (verb, resource)"
                    + " (rate(mulkko_api_requests_total{verb=~\"get|list|watch\"}[$__rate_interval])) > 0",
                "{{verb}} {{resource}}")),
        graph(
            "Requests that the API server refused",
            "409: somebody else was faster, it is looked at anew. 429: the server is busy. 403: a"
                + " right is missing.",
            Unit.PER_SECOND,
            Query.over(
                "sum by (code, resource)"
                    + " (rate(mulkko_api_requests_total{code!~\"[123]..\"}[$__rate_interval])) > 0",
                "{{code}} {{resource}}")),
        graph(
            "Queries of metrics",
            "By what came back.",
            Unit.PER_SECOND,
            Query.over(
                "sum by (outcome) (rate(mulkko_metric_queries_total[$__rate_interval]))",
                "{{outcome}}")));
  }

  private static Row process() {
    return Row.of(
        "Its processes",
        graph(
                "Heap",
                "Used, and what it may grow to.",
                Unit.BYTES,
                Query.over(
                    "sum by (instance) (jvm_memory_used_bytes{area=\"heap\"}" + OF_OURS + ")",
                    "{{instance}} used"),
                Query.over(
                    "sum by (instance) (jvm_memory_max_bytes{area=\"heap\"}" + OF_OURS + ")",
                    "{{instance}} most"))
            .wide(6),
        graph(
                "Garbage collection",
                "Seconds of pauses in each second.",
                Unit.SECONDS,
                Query.over(
                    "sum by (instance) (rate(jvm_gc_pause_seconds_sum[$__rate_interval])"
                        + OF_OURS
                        + ")",
                    "{{instance}}"))
            .wide(6),
        graph(
                "Threads",
                "Without virtual ones.",
                Unit.COUNT,
                Query.over("jvm_threads_live_threads" + OF_OURS, "{{instance}}"))
            .wide(6),
        graph(
                "Processor time",
                "Cores that are used.",
                Unit.COUNT,
                Query.over(
                    "rate(process_cpu_seconds_total[$__rate_interval])" + OF_OURS, "{{instance}}"))
            .wide(6));
  }
}
