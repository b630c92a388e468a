package dev.mulkko.engine.plan.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.Specs;
import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Progress.Verified;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.model.Template;
import dev.mulkko.engine.plan.Decision;
import dev.mulkko.engine.plan.Observation;
import dev.mulkko.engine.plan.Observation.Route;
import dev.mulkko.engine.plan.Observation.Service;
import dev.mulkko.engine.plan.Observation.Shape;
import dev.mulkko.engine.plan.Observation.Workload;
import dev.mulkko.engine.plan.Observations;
import dev.mulkko.engine.plan.Scene;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SettlingTest {
  private static final Duration LENGTH = Duration.ofSeconds(3);

  @Test
  void theTimeBeginsWhenAStateIsFirstSeen() {
    Decision decision = settle(10, null).orElseThrow();

    assertThat(decision.memory())
        .extracting(m -> m == null ? null : m.progress())
        .extracting(p -> p == null ? null : p.verified())
        .isEqualTo(new Verified("weight 5", Instant.ofEpochSecond(10)));
    assertThat(decision.recheck()).isEqualTo(LENGTH);
  }

  @Test
  void whatIsLeftIsWaitedForAndNothingIsRemembered() {
    Decision decision =
        settle(12, new Verified("weight 5", Instant.ofEpochSecond(10))).orElseThrow();

    assertThat(decision.memory()).isNull();
    assertThat(decision.recheck()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void atTheLastInstantItHasSettled() {
    assertThat(settle(13, new Verified("weight 5", Instant.ofEpochSecond(10)))).isEmpty();
  }

  @Test
  void anotherStateBeginsAnew() {
    assertThat(settle(99, new Verified("weight 1", Instant.ofEpochSecond(10)))).isPresent();
  }

  private static Optional<Decision> settle(long now, @Nullable Verified verified) {
    Progress progress = Progress.begin("canary", Instant.EPOCH, null).verified(verified);
    Memory memory = Memory.empty().attached("uid", "stable", 1).started(progress, 2);
    return Settling.of(scene(now, memory), "weight 5", LENGTH);
  }

  private static Scene scene(long now, Memory memory) {
    Spec spec = Specs.canary();
    Workload workload =
        new Workload("uid", 2, 2, 1, 1, 1, 1, true, "shop", null, new Template("v2"));
    Observation seen =
        Observations.of(
            Instant.ofEpochSecond(now),
            Instant.EPOCH,
            spec,
            memory,
            workload,
            List.of(),
            new Service(null, Map.of()),
            Map.of(),
            List.of(new Route("HTTPRoute shop", new Shape.Home(), Optional.empty())),
            Observation.Pods.NONE);
    return Scene.of(seen).orElseThrow();
  }
}
