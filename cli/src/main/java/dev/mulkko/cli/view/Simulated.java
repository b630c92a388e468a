package dev.mulkko.cli.view;

import dev.mulkko.cli.terminal.Table;
import dev.mulkko.engine.judge.Simulation.End;
import dev.mulkko.engine.judge.Simulation.Passed;
import dev.mulkko.engine.judge.Simulation.Run;
import dev.mulkko.kube.GoDuration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What simulated rollouts came to.
 *
 * @param stopped the share of them that was stopped, 0 to 1
 * @param secondsToStop half of those were stopped within so many seconds; null when none was
 * @param failedRequests of the new version until it was stopped or through, in half of them at most
 * @param secondsToPromote half of the others were through all steps within so many seconds; null
 *     when none was
 */
public record Simulated(
    String rollout,
    int runs,
    List<Step> steps,
    double stopped,
    @Nullable Double secondsToStop,
    double failedRequests,
    @Nullable Double secondsToPromote) {

  /**
   * A step.
   *
   * @param label its place, as in status
   * @param reached how many rollouts came to it
   * @param stopped how many of those were stopped in it
   * @param early how many of those passed it before its time was over
   * @param seconds half of those that came to it were in it for at most so long
   */
  public record Step(
      String label,
      int weight,
      long heldSeconds,
      int reached,
      int stopped,
      int early,
      @Nullable Double seconds) {}

  /** A place that is simulated. */
  public record Place(String label, int weight, long heldSeconds) {}

  public static Simulated of(String rollout, List<Place> places, List<Run> runs) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      steps.add(step(places.get(i), i, runs));
    }
    List<Run> stopped = runs.stream().filter(Run::stopped).toList();
    return new Simulated(
        rollout,
        runs.size(),
        steps,
        (double) stopped.size() / runs.size(),
        median(stopped.stream().mapToDouble(Run::seconds).toArray()),
        orZero(median(runs.stream().mapToDouble(Run::failed).toArray())),
        median(
            runs.stream().filter(Predicate.not(Run::stopped)).mapToDouble(Run::seconds).toArray()));
  }

  private static Step step(Place place, int index, List<Run> runs) {
    List<Passed> here =
        runs.stream()
            .flatMap(run -> run.steps().stream())
            .filter(passed -> passed.index() == index)
            .toList();
    return new Step(
        place.label(),
        place.weight(),
        place.heldSeconds(),
        here.size(),
        count(here, End.Stopped),
        count(here, End.Early),
        median(here.stream().mapToDouble(Passed::seconds).toArray()));
  }

  private static int count(List<Passed> here, End end) {
    return (int) here.stream().filter(passed -> passed.end() == end).count();
  }

  private static @Nullable Double median(double[] values) {
    if (values.length == 0) {
      return null;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  private static double orZero(@Nullable Double value) {
    return value == null ? 0 : value;
  }

  public String text() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("STEP", "WEIGHT", "HOLDS", "REACHED", "STOPPED", "EARLY", "MEDIAN"));
    steps.forEach(step -> rows.add(row(step)));
    return String.join("\n", Table.lines(rows)) + "\n" + sum();
  }

  private static List<String> row(Step step) {
    return List.of(
        step.label(),
        step.weight() + "%",
        time((double) step.heldSeconds()),
        String.valueOf(step.reached()),
        share(step.stopped(), step.reached()),
        share(step.early(), step.reached()),
        time(step.seconds()));
  }

  private String sum() {
    String out =
        secondsToStop == null
            ? "none of %d rollouts is stopped".formatted(runs)
            : "%s of %d rollouts are stopped, half of those within %s"
                .formatted(percent(stopped), runs, time(secondsToStop));
    String through =
        secondsToPromote == null
            ? ""
            : "; the others take %s for these steps".formatted(time(secondsToPromote));
    return "%s%s; %.0f failed requests of the new version (median)"
        .formatted(out, through, failedRequests);
  }

  private static String share(int part, int all) {
    return all == 0 ? Cells.NONE : percent((double) part / all);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }

  private static String time(@Nullable Double seconds) {
    return seconds == null ? Cells.NONE : GoDuration.text(Duration.ofSeconds(Math.round(seconds)));
  }
}
