package dev.mulkko.engine.plan.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.Planner;
import dev.mulkko.engine.Specs;
import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.model.Step;
import dev.mulkko.engine.model.Template;
import dev.mulkko.engine.plan.Observation;
import dev.mulkko.engine.plan.Observation.Pods;
import dev.mulkko.engine.plan.Observation.ReplicaSet;
import dev.mulkko.engine.plan.Observation.Route;
import dev.mulkko.engine.plan.Observation.Service;
import dev.mulkko.engine.plan.Observation.Shape;
import dev.mulkko.engine.plan.Observation.Workload;
import dev.mulkko.engine.plan.Observations;
import dev.mulkko.engine.plan.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Endpoints or a ReplicaSet that tell of no ready pod, while the status tells of traffic. */
class LossTest {

  private static final Instant NOW = Instant.EPOCH.plus(Duration.ofHours(1));

  @ParameterizedTest(name = "looking for {0} s, {1} ready pods")
  @CsvSource({"3600, 0, true", "3600, 1, true", "5, 0, true", "5, 1, false", "29, 1, false"})
  void whoBeganToLookAMomentAgoAsksThePodsToo(long looking, int ready, boolean lost) {
    Pods pods = new Pods(ready, Optional.empty());
    Instant since = NOW.minusSeconds(looking);

    assertThat(isLost(canary(since, pods))).as("a canary").isEqualTo(lost);
    assertThat(isLost(warm(since, pods))).as("one that is promoted").isEqualTo(lost);
  }

  /** Its ReplicaSet is no better than a cache, however long somebody looks. */
  @ParameterizedTest(name = "looking for {0} s, {1} ready pods")
  @CsvSource({"3600, 0, true", "3600, 1, false", "5, 0, true", "5, 1, false"})
  void aRollIsLostIfItsPodsSayIt(long looking, int ready, boolean lost) {
    Pods pods = new Pods(ready, Optional.empty());

    assertThat(isLost(rolling(NOW.minusSeconds(looking), pods))).isEqualTo(lost);
  }

  private static boolean isLost(Observation seen) {
    return Planner.plan(seen).note().reason() == Reason.CanaryLost;
  }

  private static Progress at(int reached) {
    Instant then = NOW.minusSeconds(60);
    return Progress.begin("new", then, null)
        .at(new Progress.Place(0, then, then, null, reached))
        .verified(new Progress.Verified("weight 20", then));
  }

  private static Observation canary(Instant since, Pods pods) {
    Shape split = new Shape.Split(Map.of("old", 80, "new", 20));
    return seen(
        since,
        Specs.canary(new Step.SetWeight(20)),
        at(20),
        "old",
        Map.of("old", 4, "new", 0),
        List.of(new Route("HTTPRoute shop", split, Optional.empty(), true)),
        pods);
  }

  private static Observation warm(Instant since, Pods pods) {
    Shape home = new Shape.Home();
    return seen(
        since,
        Specs.canary(new Step.SetWeight(20)),
        at(100).promoted(NOW.minusSeconds(1)),
        "new",
        Map.of("old", 4, "new", 0),
        List.of(new Route("HTTPRoute shop", home, Optional.empty(), true)),
        pods);
  }

  private static Observation rolling(Instant since, Pods pods) {
    return seen(
        since, Specs.rolling(Duration.ofMinutes(1)), at(66), "old new", Map.of(), List.of(), pods);
  }

  private static Observation seen(
      Instant since,
      Spec spec,
      Progress progress,
      String owned,
      Map<String, Integer> backends,
      List<Route> routes,
      Pods pods) {
    Template template = new Template("v2");
    return Observations.of(
        NOW,
        since,
        spec,
        Memory.empty().attached("uid", "old", 1).started(progress, 2),
        new Workload("uid", 2, 2, 4, 4, 4, 4, !owned.equals("old new"), "shop", null, template),
        List.of(set("old", new Template("v1"), owned, 4), set("new", template, owned, 0)),
        new Service("old", Map.of("old", 4)),
        backends,
        routes,
        pods);
  }

  private static ReplicaSet set(String revision, Template template, String owned, int ready) {
    return new ReplicaSet(
        "shop-" + revision, revision, template, 1, owned.contains(revision), 4, 4, ready);
  }
}
