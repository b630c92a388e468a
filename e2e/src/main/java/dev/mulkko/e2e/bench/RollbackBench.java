package dev.mulkko.e2e.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.OperatorProcess;
import dev.mulkko.e2e.bench.Rollbacks.Run;
import dev.mulkko.e2e.demo.Say;
import dev.mulkko.testbed.cluster.ClusterOptions;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How much people meet of a version that fails before it is out. They read standard error; the last
 * line of standard output is the figures as one JSON object. The exit code is 0 only when a version
 * that fails always was out within {@value #MOST} failures, each time.
 */
public final class RollbackBench {

  private static final int MOST = 25;
  private static final int RUNS = 20;
  private static final double SOME = 0.2;

  private RollbackBench() {}

  public static void main(String[] args) {
    int runs = Integer.parseInt(System.getenv().getOrDefault("RUNS", String.valueOf(RUNS)));
    ClusterOptions options = ClusterOptions.defaults().withGatewayThrottle(Duration.ofMillis(200));
    ObjectNode figures;
    try (Lab lab = Lab.open(options);
        OperatorProcess operator = OperatorProcess.start(lab)) {
      List<List<Run>> all =
          Lanes.run(
              2, List.of(1.0, SOME), errors -> new Rollbacks(errors, runs).run(lab, operator));
      figures = json(all.getFirst());
      figures.set("at20Percent", json(all.getLast()));
    }
    Say.line("%n%s", figures.toPrettyString());
    System.out.println(figures);
    System.exit(figures.path("maxFailed").asDouble() <= MOST ? 0 : 1);
  }

  private static ObjectNode json(List<Run> runs) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("runs", runs.size())
        .put("medianFailed", median(runs, Run::failed))
        .put("maxFailed", max(runs, Run::failed))
        .put("medianSeconds", median(runs, Run::seconds))
        .put("maxSeconds", max(runs, Run::seconds));
  }

  private static double median(List<Run> runs, ToDoubleFunction<Run> of) {
    double[] sorted = runs.stream().mapToDouble(of).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  private static double max(List<Run> runs, ToDoubleFunction<Run> of) {
    return runs.stream().mapToDouble(of).max().orElse(Double.NaN);
  }
}
