package dev.mulkko.bench;

import dev.mulkko.engine.judge.Simulation;
import dev.mulkko.engine.judge.Simulation.End;
import dev.mulkko.engine.judge.Simulation.Run;
import dev.mulkko.engine.judge.Simulation.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pictures of the page that explains the judge, drawn from rollouts that were played. */
final class Pictures {

  private static final int RUNS = 2000;
  private static final int RATE = 100;
  private static final double STABLE = 0.005;
  private static final Path FOLDER = Path.of("..", "docs", "pictures");

  private Pictures() {}

  static Map<String, Object> run(Bench bench) {
    int runs = bench.runs(RUNS, 1);
    write("judge-worse.svg", worse(bench, runs));
    write("judge-healthy.svg", healthy(bench, runs));
    write("judge-failed.svg", failed(bench, runs));
    return Map.of("runs", runs);
  }

  private static void write(String file, String svg) {
    try {
      Files.writeString(FOLDER.resolve(file), svg);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String worse(Bench bench, int runs) {
    Curves curves =
        new Curves("Bad versions that are out, at 5 % of 100 requests/s (stable fails 0.5 %)", 240);
    for (int percent : List.of(100, 20, 5, 2)) {
      List<Run> all = play(bench, runs, new Step(0.05, 1800), percent / 100.0);
      curves.add(percent + " % errors", runs, seconds(all, End.Stopped));
    }
    return curves.svg();
  }

  private static String healthy(Bench bench, int runs) {
    Curves curves =
        new Curves("Healthy versions whose step is passed early, at 100 requests/s", 600);
    for (int percent : List.of(50, 20, 10, 5)) {
      List<Run> all = play(bench, runs, new Step(percent / 100.0, 1800), STABLE);
      curves.add("weight " + percent + " %", runs, seconds(all, End.Early));
    }
    return curves.svg();
  }

  /**
   * Those of others were measured on the same kind of cluster, with a version that always fails.
   */
  private static String failed(Bench bench, int runs) {
    long[] failures =
        play(bench, runs, new Step(0.05, 1800), 1).stream()
            .mapToLong(Run::failed)
            .sorted()
            .toArray();
    Map<String, Integer> bars = new LinkedHashMap<>();
    bars.put(
        "Mulkko's judge, most of %,d played".formatted(runs), (int) failures[failures.length - 1]);
    bars.put("Argo Rollouts, tightest setting", 69);
    bars.put("Flagger, tightest setting", 100);
    bars.put("Argo Rollouts, as documented", 196);
    bars.put("Flagger, defaults", 1663);
    return new Bars(
            "Failed requests until a version that always fails is out (5 % of 100 requests/s; log scale)",
            bars)
        .svg();
  }

  private static List<Run> play(Bench bench, int runs, Step step, double errors) {
    return new Simulation(JudgeRule.SHIPPED, RATE, STABLE, errors)
        .runs(List.of(step), runs, bench.seed());
  }

  private static int[] seconds(List<Run> runs, End end) {
    return runs.stream()
        .map(run -> run.steps().getFirst())
        .filter(step -> step.end() == end)
        .mapToInt(Simulation.Passed::seconds)
        .sorted()
        .toArray();
  }
}
