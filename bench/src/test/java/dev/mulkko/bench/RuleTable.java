package dev.mulkko.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The judge and the documented rules of others, on the same rollouts. */
final class RuleTable {

  /** Where reads are rare, so are the runs. */
  private static final double FEW = 0.1;

  private RuleTable() {}

  static Map<String, Object> run(Bench bench, Scenario scenario) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (Rule rule : rules(new Pasts(scenario.before()))) {
      boolean slow = rule.name().equals("judge15s") && scenario.healthy();
      int runs = bench.runs(scenario.runs(), slow ? FEW : 1);
      long seed = bench.seed(scenario.name());
      Runs result = Runs.of(seed, runs, Scenario.SECONDS, scenario.traffic(), rule);
      row.put(rule.name(), shown(bench, rule, scenario, result));
    }
    return row;
  }

  private static Map<String, Object> shown(Bench bench, Rule rule, Scenario scenario, Runs result) {
    String failed = String.format(Locale.ROOT, "%.1f", result.meanFailed());
    bench.say(
        "  %-28s %s%s",
        rule.name(),
        scenario.healthy()
            ? "stopped " + result.share()
            : result.times() + ", " + failed + " failed",
        result.stopped() < result.stops().length && !scenario.healthy()
            ? ", found " + result.share()
            : "");
    return scenario.healthy()
        ? Map.of("stopped", result.share().json())
        : Map.of(
            "seconds",
            result.times().json(),
            "found",
            result.share().json(),
            "failedRequests",
            result.meanFailed());
  }

  private static List<Rule> rules(JudgeRule.Histories before) {
    return List.of(
        JudgeRule.direct("judge", before),
        new JudgeRule(
            "judge15s", JudgeRule.SHIPPED, 5, 15, JudgeRule.WORSE, JudgeRule.WORSE, before),
        new ArgoRule("argo60s.95limit3", 60, 0.95, 3),
        new ArgoRule("argo60s.95limit0", 60, 0.95, 0),
        new ArgoRule("argo10s.98limit0", 10, 0.98, 0),
        new FlaggerRule("flagger60s99threshold5", 60, 0.99, 5),
        new FlaggerRule("flagger10s99threshold10", 10, 0.99, 10),
        new FlaggerRule("flagger10s99threshold1", 10, 0.99, 1));
  }
}
