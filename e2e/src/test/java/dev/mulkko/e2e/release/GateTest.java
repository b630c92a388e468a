package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.RolloutProgress;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.e2e.release.ScriptedPrometheus.Fault;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Metrics decide; what is no number decides nothing. */
@Tag("cluster")
final class GateTest {

  private static final Set<String> HOLDS = Set.of("AwaitingMetrics", "MetricQueryBroken");

  @ParameterizedTest
  @EnumSource
  void aFaultOfTheMonitoringNeitherPromotesNorRollsBack(Fault fault) {
    try (ScriptedPrometheus prometheus = new ScriptedPrometheus();
        Stage stage = open(prometheus)) {
      prometheus.breaks(fault);
      stage.release("v2", Map.of());
      stage.awaitUnstopped("holds its first step", holds("2/5"));
      prometheus.heals();
      stage.awaitUnstopped("has its last step", at(4));
      prometheus.breaks(fault);
      stage.awaitUnstopped("holds its last step", holds("5/5"));
      assertThat(stage.shop.status().rollout()).as("the rollout, held at 100 %").isNotNull();
      prometheus.heals();
      stage.awaitPromoted("v2");
      Answers answers = stage.clients.stop();

      answers.assertNoneLostOrRepeated();
      stage.assertPodsUntouched("v1");
      stage.assertPodsUntouched("v2");
    }
  }

  private static Stage open(ScriptedPrometheus prometheus) {
    return Stage.open(
        "gate",
        new Gated(),
        deployment -> deployment,
        _ -> Map.of("MULKKO_PROMETHEUS_URL", prometheus.url()),
        _ -> {});
  }

  private static Predicate<RolloutStatus> holds(String step) {
    return status ->
        step.equals(status.step())
            && HOLDS.contains(status.reason())
            && status.rollout() != null
            && status.rollout().metrics().stream().anyMatch(m -> m.silentSince() != null);
  }

  private static Predicate<RolloutStatus> at(int index) {
    return status -> {
      RolloutProgress rollout = status.rollout();
      return rollout != null && rollout.stepIndex() == index;
    };
  }

  @Test
  void aVersionThatAnswersButFailsIsTakenBackByWhatPrometheusSaysOfIt() {
    try (Stage stage = Stage.openAs("canary-metrics")) {
      stage.release("v2", Map.of("ERROR_RATE", "0.5"));
      RolloutStatus end = stage.awaitRolledBack();
      Answers answers = stage.clients.stop();

      assertThat(end.refused().getFirst().reason()).isEqualTo("MetricFailed");
      assertThat(end.refused().getFirst().message())
          .contains("error-ratio is 0.", "above max 0.05");
      answers.assertNoneLost(answers.all());
      assertThat(answers.all().failed()).as("failed by v2").isPositive();
      stage.assertTrafficAsBefore();
      stage.assertPodsUntouched("v1");
    }
  }
}
