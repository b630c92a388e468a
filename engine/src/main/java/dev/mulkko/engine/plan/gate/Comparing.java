package dev.mulkko.engine.plan.gate;

import dev.mulkko.engine.judge.Evidence.Step;
import dev.mulkko.engine.judge.Kept;
import dev.mulkko.engine.judge.Verdict;
import dev.mulkko.engine.judge.Verdict.Worse;
import dev.mulkko.engine.model.Comparison;
import dev.mulkko.engine.model.Judged;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.plan.Scene;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which two versions are to be compared, and what the comparison says of the present place. */
public final class Comparing {

  private static final double ALL = 100;

  private Comparing() {}

  /**
   * What whoever reads counters must know.
   *
   * @param service that clients use
   * @param startedAt when the rollout of this canary was
   * @param step the place that is judged, or that the canary is on its way to; empty when there is
   *     none
   * @param kept where to go on after another process
   */
  public record Watch(
      Comparison comparison,
      String service,
      String stable,
      String canary,
      Instant startedAt,
      Optional<Step> step,
      List<Kept> kept) {}

  /** From the first traffic of the canary to its promotion. */
  public static Optional<Watch> watch(Scene scene) {
    return scene
        .spec()
        .analysis()
        .comparison()
        .filter(_ -> scene.inRollout() && !scene.rolling())
        .filter(_ -> scene.progress().abort() == null && scene.progress().promotedAt() == null)
        .map(
            comparison ->
                new Watch(
                    comparison,
                    scene.spec().theService(),
                    scene.stable(),
                    scene.canary(),
                    scene.progress().startedAt(),
                    step(scene),
                    scene.progress().counted().kept()));
  }

  /** What is counted on the way can show that the canary is worse, and nothing else. */
  private static Optional<Step> step(Scene scene) {
    int first = scene.cursor().firstAbove(0).weight();
    Instant since = since(scene).orElse(scene.progress().step().enteredAt());
    return scene.weight() == ALL
        ? Optional.empty()
        : Optional.of(new Step(scene.weight() <= first, since, scene.weight() / ALL));
  }

  /** With all of the traffic at one version, there is nothing to compare. */
  private static Optional<Instant> since(Scene scene) {
    return scene.weight() == ALL ? Optional.empty() : Questions.since(scene);
  }

  /** Of the present place, and of no other; empty when nobody has looked yet. */
  public static Optional<Verdict> verdict(Scene scene) {
    return since(scene)
        .flatMap(
            since ->
                judged(scene).filter(judged -> judged.since().equals(since)).map(Judged::verdict));
  }

  /** What proves that the canary is worse, wherever it was seen. */
  public static Optional<Worse> worse(Scene scene) {
    return judged(scene)
        .map(Judged::verdict)
        .filter(Worse.class::isInstance)
        .map(Worse.class::cast);
  }

  /** Whether the present place needs a verdict. */
  public static boolean isDue(Scene scene) {
    return scene.spec().analysis().comparison().isPresent() && since(scene).isPresent();
  }

  static Progress kept(Scene scene) {
    return judged(scene)
        .map(judged -> scene.progress().counting(judged.counted()))
        .orElseGet(scene::progress);
  }

  private static Optional<Judged> judged(Scene scene) {
    return scene.seen().judged().filter(judged -> judged.isOf(scene.progress()));
  }
}
