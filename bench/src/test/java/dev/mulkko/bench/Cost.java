package dev.mulkko.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What an update and a page cost, by JMH. */
final class Cost {

  private static final int ROUNDS = 5;

  private Cost() {}

  static Map<String, Object> run(Bench bench) {
    Map<String, Object> found = new LinkedHashMap<>();
    try {
      for (RunResult result :
          new Runner(
                  new OptionsBuilder()
                      .include(CostJmh.class.getSimpleName())
                      .forks(1)
                      .warmupIterations(ROUNDS)
                      .warmupTime(TimeValue.seconds(1))
                      .measurementIterations(ROUNDS)
                      .measurementTime(TimeValue.seconds(1))
                      .timeUnit(TimeUnit.MICROSECONDS)
                      .verbosity(VerboseMode.SILENT)
                      .build())
              .run()) {
        Result<?> score = result.getPrimaryResult();
        bench.say(
            "%-24s median %.2f microseconds, mean %.2f +- %.2f",
            score.getLabel(), median(score), score.getScore(), score.getScoreError());
        found.put(
            score.getLabel(),
            Map.of(
                "microsecondsMedian",
                median(score),
                "microsecondsMean",
                score.getScore(),
                "meanError",
                score.getScoreError()));
      }
    } catch (RunnerException broken) {
      throw new IllegalStateException(broken);
    }
    return found;
  }

  /** A busy machine takes the processor away now and then; the median does not see it. */
  private static double median(Result<?> score) {
    return score.getStatistics().getPercentile(50);
  }
}
