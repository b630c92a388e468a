package dev.mulkko.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.Planner;
import dev.mulkko.engine.Specs;
import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Step;
import dev.mulkko.engine.model.Template;
import dev.mulkko.engine.plan.Observation.Asked;
import dev.mulkko.engine.plan.Observation.ReplicaSet;
import dev.mulkko.engine.plan.Observation.Route;
import dev.mulkko.engine.plan.Observation.Service;
import dev.mulkko.engine.plan.Observation.Shape;
import dev.mulkko.engine.plan.Observation.Verb;
import dev.mulkko.engine.plan.Observation.Workload;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MissingPartsTest {

  private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
  private static final Template V1 = new Template("v1");
  private static final Template V2 = new Template("v2");
  private static final ReplicaSet STABLE = new ReplicaSet("shop-s", "s", V1, 1, true, 6, 6, 6);
  private static final ReplicaSet STABLE_PARKED =
      new ReplicaSet("shop-s", "s", V1, 1, false, 6, 6, 6);
  private static final ReplicaSet CANARY = new ReplicaSet("shop-c", "c", V2, 1, false, 3, 3, 3);
  private static final ReplicaSet CANARY_GONE =
      new ReplicaSet("shop-c", "c", V2, 1, false, 0, 0, 0);
  private static final Optional<Workload> HELD =
      Optional.of(new Workload("uid", 3, 3, 6, 6, 0, 6, true, "shop", "kim", V1));
  private static final Optional<Route> HALF =
      Optional.of(
          new Route("HTTPRoute shop", new Shape.Split(Map.of("s", 50, "c", 50)), Optional.empty()));
  private static final Optional<Route> HOME =
      Optional.of(new Route("HTTPRoute shop", new Shape.Home(), Optional.empty()));
  private static final Optional<Service> PINNED = Optional.of(new Service("s", Map.of("s", 6)));
  private static final Optional<Service> FREE = Optional.of(new Service(null, Map.of("s", 6)));

  private static final Memory AT_REST = Memory.empty().attached("uid", "s", 2);
  private static final Memory GOING_ON = AT_REST.started(Progress.begin("c", NOW, null), 3);
  private static final String MISSING_SERVICE =
      "Service shop does not exist: create it, or correct spec.traffic.service";

  @Test
  void aDeletedRolloutWithoutItsServiceGivesTheRouteBackBeforePodsGo() {
    assertThat(next(HELD, List.of(STABLE, CANARY), Optional.empty(), HALF, true))
        .isEqualTo(new Action.RestoreRoute("HTTPRoute shop"));
  }

  @Test
  void aDeletedRolloutWithoutItsRouteTakesTheCanarysPodsAwayBeforeItUnpins() {
    assertThat(next(HELD, List.of(STABLE, CANARY), PINNED, Optional.empty(), true))
        .isEqualTo(new Action.Scale("c", 0));
    assertThat(next(HELD, List.of(STABLE, CANARY_GONE), PINNED, Optional.empty(), true))
        .isEqualTo(new Action.Pin(null));
  }

  @Test
  void theGapOfASwapIsClosedBeforeParkedPodsAreTakenAway() {
    assertThat(next(HELD, List.of(STABLE_PARKED, CANARY), Optional.empty(), HOME, true))
        .isEqualTo(new Action.Adopt("s"));
  }

  @Test
  void theDeploymentIsResumedOnlyWithTheTemplateThatRuns() {
    assertThat(next(HELD, List.of(STABLE), FREE, Optional.empty(), true))
        .isEqualTo(new Action.Resume());
    Optional<Workload> other =
        Optional.of(new Workload("uid", 3, 3, 6, 6, 0, 6, true, "shop", "kim", V2));
    Plan left = plan(other, List.of(STABLE), FREE, Optional.empty(), true);
    assertThat(left.action()).contains(new Action.Unmark());
    assertThat(left.note().message()).contains("kubectl rollout resume deployment/shop");
  }

  @Test
  void aDeploymentThatNobodyPausesIsRidOfOurMarksBeforeTheRolloutGoes() {
    Optional<Workload> marked =
        Optional.of(new Workload("uid", 3, 3, 6, 6, 0, 6, false, "shop", "kim", V2));
    Plan left = plan(marked, List.of(STABLE), FREE, Optional.empty(), true);
    assertThat(left.action()).contains(new Action.Unmark());
    assertThat(left.note().message()).isEqualTo("Deployment shop is its own again");
    Optional<Workload> unmarked =
        Optional.of(new Workload("uid", 3, 3, 6, 6, 0, 6, true, null, null, V2));
    assertThat(next(unmarked, List.of(STABLE), FREE, Optional.empty(), true))
        .isEqualTo(new Action.Release());
  }

  @Test
  void aMissingServiceAloneIsWaitedForWithoutAWrite() {
    Plan plan = plan(HELD, List.of(STABLE, CANARY), Optional.empty(), HALF, false);
    assertThat(plan.action()).isEmpty();
    assertThat(plan.phase()).isEqualTo(Plan.Phase.Stalled);
    assertThat(plan.note().message()).contains("Service shop does not exist");
  }

  @Test
  void whoAsksIsToldWhatIsMissing() {
    assertThat(asked(GOING_ON, HELD, Verb.Skip))
        .contains(new Action.Answer("ask", false, MISSING_SERVICE));
    assertThat(asked(AT_REST, HELD, Verb.Abort))
        .contains(new Action.Answer("ask", false, MISSING_SERVICE));
  }

  @Test
  void anAbortOfWhatIsGoingOnWaitsForWhatIsMissing() {
    assertThat(asked(GOING_ON, HELD, Verb.Abort)).isEmpty();
    assertThat(asked(GOING_ON, Optional.empty(), Verb.Abort)).isPresent();
  }

  private static Optional<Action> asked(Memory memory, Optional<Workload> workload, Verb verb) {
    List<Asked> asks = List.of(new Asked("ask", verb, "kim", null, null));
    List<ReplicaSet> none = List.of();
    return Planner.plan(seen(memory, workload, none, Optional.empty(), HOME, false, asks)).action();
  }

  private static Action next(
      Optional<Workload> workload,
      List<ReplicaSet> replicaSets,
      Optional<Service> service,
      Optional<Route> route,
      boolean deleting) {
    return plan(workload, replicaSets, service, route, deleting).action().orElseThrow();
  }

  private static Plan plan(
      Optional<Workload> workload,
      List<ReplicaSet> replicaSets,
      Optional<Service> service,
      Optional<Route> route,
      boolean deleting) {
    return Planner.plan(seen(GOING_ON, workload, replicaSets, service, route, deleting, List.of()));
  }

  private static Observation seen(
      Memory memory,
      Optional<Workload> workload,
      List<ReplicaSet> replicaSets,
      Optional<Service> service,
      Optional<Route> route,
      boolean deleting,
      List<Asked> asks) {
    return new Observation(
        NOW,
        NOW,
        Specs.canary(new Step.SetWeight(50)),
        memory,
        false,
        memory.progress() != null,
        deleting,
        workload,
        replicaSets,
        service,
        Map.of(),
        route.stream().toList(),
        List.of(),
        List.of(),
        Observation.Pods.NONE,
        asks,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Books.NONE,
        Locks.NONE,
        "");
  }
}
