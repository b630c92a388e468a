package dev.mulkko.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.Planner;
import dev.mulkko.engine.Specs;
import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Progress.Abort;
import dev.mulkko.engine.model.Template;
import dev.mulkko.engine.plan.Observation.ReplicaSet;
import dev.mulkko.engine.plan.Observation.Service;
import dev.mulkko.engine.plan.Observation.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A roll of one replica, aborted when its new pod is ready and the old one is about to go. */
class StayingPodsTest {
  private static final Template OLD = new Template("v1");
  private static final Template NEW = new Template("v2");

  @Test
  void theServiceIsNotPinnedToAPodThatGoesNext() {
    assertThat(Planner.plan(aborted(0)).action()).isEmpty();
  }

  @Test
  void itIsPinnedToOneThatStays() {
    assertThat(Planner.plan(aborted(1)).action()).contains(new Action.Pin("old"));
  }

  private static Observation aborted(int oldPodsWanted) {
    Instant now = Instant.EPOCH;
    Progress progress =
        Progress.begin("new", now, null).aborted(new Abort("AbortedByUser", "by kim", now));
    return Observations.of(
        now,
        now,
        Specs.rolling(Duration.ZERO),
        Memory.empty().attached("uid", "old", 1).started(progress, 2),
        new Workload("uid", 3, 3, 1, 1, 0, 1, true, "shop", null, NEW),
        List.of(
            new ReplicaSet("shop-old", "old", OLD, 1, true, oldPodsWanted, 1, 1),
            new ReplicaSet("shop-new", "new", NEW, 2, false, 1, 1, 1)),
        new Service(null, Map.of("old", 1, "new", 1)),
        Map.of(),
        List.of(),
        Observation.Pods.NONE);
  }
}
