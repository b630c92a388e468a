package dev.mulkko.engine.story;

import dev.mulkko.engine.judge.Guard;
import dev.mulkko.engine.judge.Verdict;
import dev.mulkko.engine.judge.Verdict.Outlook;
import dev.mulkko.engine.model.Comparison;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the comparison of both versions may say. */
public final class Verdicts {
  public static final Verdict WORSE = new Verdict.Worse("errors", 4700, "error rate 5 % vs 0.4 %");
  public static final Verdict HEALTHY = new Verdict.Healthy("healthy after 90 s");
  public static final Verdict ENOUGH = undecided(Optional.empty(), true);
  public static final Verdict FEW = undecided(Optional.empty(), false);
  public static final Verdict SILENT =
      undecided(Optional.of(new Guard.NoData("the canary got no request")), false);

  static final List<Verdict> ALL = List.of(WORSE, HEALTHY, ENOUGH, FEW, SILENT);

  private Verdicts() {}

  public static Comparison comparison(boolean passesUndecided) {
    Comparison usual = Comparison.DEFAULT;
    return new Comparison(
        usual.source(),
        usual.port(),
        usual.path(),
        usual.latency(),
        usual.limits(),
        passesUndecided);
  }

  private static Verdict undecided(Optional<Guard> guard, boolean mayPass) {
    return new Verdict.Undecided(
        guard,
        mayPass,
        new Outlook(80, OptionalDouble.empty(), "errors", 4, OptionalDouble.empty(), 1));
  }
}
