package dev.mulkko.kube.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.engine.Planner;
import dev.mulkko.engine.plan.Action;
import dev.mulkko.engine.plan.Observation;
import dev.mulkko.engine.plan.Plan;
import dev.mulkko.engine.plan.Plan.Phase;
import dev.mulkko.engine.story.Tale;
import dev.mulkko.engine.story.Tales;
import dev.mulkko.kube.Json;
import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Yaml;
import dev.mulkko.kube.report.ArgoCd.Health;
import dev.mulkko.kube.report.ArgoCd.Shown;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What tools make of every status that any story of the suite comes to: kstatus, and with it Helm 4
 * and Flux; Argo CD; {@code kubectl wait}.
 */
class ToolsTest {

  private static final ArgoCd ARGO_CD = ArgoCd.of("argocd-cm.yaml", "mulkko.dev_Rollout");

  private static final Rollout ROLLOUT = Yaml.object(Rollout.class, Shop.ROLLOUT);
  private static final JsonNode OBJECT = Yaml.sent(ROLLOUT);

  private static final List<Told> ALL = new ArrayList<>();

  /**
   * What tools make of a status.
   *
   * @param waits at which conditions {@code kubectl wait} ends
   */
  private record Read(Kstatus kstatus, Shown shown, Set<String> waits) {

    static Read of(RolloutStatus status) {
      ObjectNode object = OBJECT.<ObjectNode>deepCopy();
      object.set("status", Json.tree(status));
      return new Read(Kstatus.of(object), ARGO_CD.health(object), ToolsTest.waits(object));
    }
  }

  /**
   * A status of a story.
   *
   * @param runs whether what the Deployment asks for is what has the traffic
   */
  private record Told(String tale, Plan plan, Read read, boolean runs) {

    Phase phase() {
      return plan.phase();
    }

    @Override
    public String toString() {
      return "%s: %s %s".formatted(tale, plan.phase(), plan.note().message());
    }
  }

  @BeforeAll
  static void tellAll() {
    Map<String, Read> known = new HashMap<>();
    for (Tale tale : Tales.ALL) {
      tale.tell(
          seen -> {
            Plan plan = Planner.plan(seen);
            if (isWritten(seen, plan)) {
              RolloutStatus status = StatusReport.of(ROLLOUT, seen, plan, List.of());
              // Tools read nothing else of it.
              Read read = known.computeIfAbsent(conditions(status), _ -> Read.of(status));
              ALL.add(new Told(tale.name(), plan, read, runs(seen, plan)));
            }
            return plan;
          });
    }
  }

  /** As the shell does it; one that is being deleted is Terminating, whatever it says. */
  private static boolean isWritten(Observation seen, Plan plan) {
    boolean facts = !plan.memory().equals(seen.memory());
    boolean ofRollout =
        plan.action()
            .filter(action -> action instanceof Action.Claim || action instanceof Action.Release)
            .isPresent();
    return !seen.deleting() && !ofRollout && (facts || plan.action().isEmpty());
  }

  private static String conditions(RolloutStatus status) {
    return status.conditions().stream()
        .map(c -> String.join(" ", c.getType(), c.getStatus(), c.getReason(), c.getMessage()))
        .collect(Collectors.joining("\n"));
  }

  /** As kubectl does it: the condition has to speak of the present spec too. */
  private static Set<String> waits(JsonNode object) {
    Set<String> ends = new TreeSet<>();
    for (JsonNode each : object.at("/status/conditions")) {
      if (each.path("status").asText().equals("True")
          && each.path("observedGeneration").asLong()
              == object.at("/metadata/generation").asLong()) {
        ends.add(each.path("type").asText());
      }
    }
    return ends;
  }

  private static boolean runs(Observation seen, Plan plan) {
    return seen.workload().stream()
        .flatMap(
            workload ->
                seen.replicaSets().stream().filter(rs -> rs.template().equals(workload.template())))
        .anyMatch(rs -> rs.revision().equals(plan.memory().stable()));
  }

  @Test
  void theStoriesComeToEveryPhase() {
    Set<Phase> phases = EnumSet.noneOf(Phase.class);
    ALL.forEach(told -> phases.add(told.phase()));
    assertThat(phases).containsExactlyInAnyOrder(Phase.values());
    assertThat(ALL).hasSizeGreaterThan(5000);
  }

  /** The table of the documentation. */
  @Test
  void kstatusAndArgoCdSayTheSameOfEachStatus() {
    for (Told told : ALL) {
      switch (told.phase()) {
        case Pending, Progressing, Promoting, Aborting ->
            check(told, Kstatus.InProgress, Health.Progressing);
        case Paused -> check(told, Kstatus.InProgress, Health.Suspended);
        case Healthy -> check(told, Kstatus.Current, Health.Healthy);
        case RolledBack, Stalled -> check(told, Kstatus.Failed, Health.Degraded);
      }
    }
  }

  private static void check(Told told, Kstatus kstatus, Health health) {
    assertThat(told.read.kstatus).as(told.toString()).isEqualTo(kstatus);
    assertThat(told.read.shown.status()).as(told.toString()).isEqualTo(health);
  }

  /** By what there is, not by what the phase is called. */
  @Test
  void doneMeansThatWhatTheDeploymentAsksForHasTheTrafficAndNothingGoesOn() {
    for (Told told : ALL) {
      if (told.read.kstatus == Kstatus.Current) {
        assertThat(told.plan.memory().progress()).as(told.toString()).isNull();
        assertThat(told.runs).as(told.toString()).isTrue();
      }
    }
  }

  @Test
  void whatStaysRolledBackIsNotWhatTheDeploymentAsksFor() {
    for (Told told : ALL) {
      if (told.phase() == Phase.RolledBack) {
        assertThat(told.runs).as(told.toString()).isFalse();
      }
    }
  }

  @Test
  void kubectlWaitEndsAtTheConditionsOfTheStateAndAtNoOther() {
    for (Told told : ALL) {
      Set<String> waits = new TreeSet<>(told.read.waits);
      // Beside any of them.
      waits.remove("Locked");
      assertThat(waits)
          .as(told.toString())
          .isEqualTo(
              switch (told.phase()) {
                case Pending -> Set.of("Reconciling");
                case Progressing, Promoting, Aborting -> Set.of("Reconciling", "Progressing");
                case Paused -> Set.of("Reconciling", "Paused");
                case Healthy -> Set.of("Ready");
                case RolledBack -> Set.of("Stalled", "RolledBack");
                case Stalled -> Set.of("Stalled");
              });
    }
  }

  @Test
  void argoCdShowsTheSentenceThatPeopleRead() {
    for (Told told : ALL) {
      assertThat(told.plan.note().message())
          .startsWith(told.read.shown.message().replace("\u2026", ""));
    }
  }

  @Test
  void whatNobodyHasSeenYetIsUnderWay() {
    ObjectNode unseen = (ObjectNode) Yaml.tree(Shop.ROLLOUT);
    unseen.remove("status");
    assertThat(ARGO_CD.health(unseen).status()).isEqualTo(Health.Progressing);
    unseen.set("status", Yaml.tree("{observedGeneration: -1}"));
    assertThat(ARGO_CD.health(unseen).status()).isEqualTo(Health.Progressing);
  }

  @Test
  void anOldAnswerDoesNotCountForANewSpec() {
    ObjectNode done = (ObjectNode) Yaml.tree(Shop.ROLLOUT);
    done.set(
        "status",
        Yaml.tree(
            "{observedGeneration: 2, conditions: [{type: Ready, status: 'True', message: m}]}"));
    assertThat(ARGO_CD.health(done)).isEqualTo(new Shown(Health.Healthy, "m"));
    done.withObject("/metadata").put("generation", 3);
    assertThat(ARGO_CD.health(done).status()).isEqualTo(Health.Progressing);
  }
}
