package dev.mulkko.engine.plan;

import dev.mulkko.engine.Specs;
import dev.mulkko.engine.model.Analysis;
import dev.mulkko.engine.model.Evidence;
import dev.mulkko.engine.model.Judged;
import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Sample;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.model.Step;
import dev.mulkko.engine.model.Template;
import dev.mulkko.engine.model.Template.Container;
import dev.mulkko.engine.plan.Observation.ReplicaSet;
import dev.mulkko.engine.plan.Observation.Route;
import dev.mulkko.engine.plan.Observation.Service;
import dev.mulkko.engine.plan.Observation.Shape;
import dev.mulkko.engine.plan.Observation.Workload;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A shop whose new version has 20 % of the traffic.
 *
 * @param started since when
 */
public record UnderWay(Instant started, Instant now) {

  private static final Template OLD =
      new Template("v1", "v1", List.of(new Container("app", 1024, 1)));

  private static final Template NEW =
      new Template("v2", "v2", List.of(new Container("app", 2048, 2)));

  public static UnderWay at(Instant started, Instant now) {
    return new UnderWay(started, now);
  }

  public Observation seen(Analysis analysis, List<Evidence> known, List<Sample> answers) {
    Progress progress =
        Progress.begin("new", started, null)
            .at(new Progress.Place(0, started, started, null, 20))
            .verified(new Progress.Verified("weight 20", started))
            .proving(known);
    return seen(
        now,
        Specs.with(Specs.canary(new Step.SetWeight(20)), analysis),
        Memory.empty().attached("uid", "old", 1).started(progress, 2),
        answers,
        Optional.empty());
  }

  /** The same shop with another spec, or at another place. */
  public static Observation seen(
      Instant now, Spec spec, Memory memory, List<Sample> answers, Optional<Judged> judged) {
    return new Observation(
        now,
        Instant.EPOCH,
        spec,
        memory,
        false,
        true,
        false,
        Optional.of(new Workload("uid", 2, 2, 4, 4, 4, 4, true, "shop", null, NEW)),
        List.of(
            new ReplicaSet("shop-old", "old", OLD, 1, true, 4, 4, 4),
            new ReplicaSet("shop-new", "new", NEW, 0, false, 1, 1, 1)),
        Optional.of(new Service("old", Map.of("old", 4))),
        Map.of("old", 4, "new", 1),
        List.of(
            new Route(
                "HTTPRoute shop",
                new Shape.Split(Map.of("old", 80, "new", 20)),
                Optional.empty(),
                true)),
        List.of(),
        List.of(),
        Observation.Pods.NONE,
        List.of(),
        Optional.empty(),
        answers,
        judged,
        Optional.empty(),
        Books.NONE,
        Locks.NONE,
        "");
  }
}
