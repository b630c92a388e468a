package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.api.v1beta1.DeploymentRecordSpec;
import dev.mulkko.api.v1beta1.DeploymentRecordStatus;
import dev.mulkko.api.v1beta1.RecordedBy;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.StepRecord;
import dev.mulkko.e2e.Wait;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is known later of each attempt, also when its Rollout is gone. */
@Tag("cluster")
final class RecordsTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final Pattern FIGURES =
      Pattern.compile(
          "mulkko_(deployments|change_failures|lead_time_seconds|restore_time_seconds)_(total|count|sum|bucket)");

  @Test
  void eachAttemptHasARecordThatSurvivesItsRollout() {
    try (Stage stage = Stage.open("records", Pace.QUICK, RecordsTest::byAPipeline)) {
      stage.release("v2", Map.of());
      stage.awaitPromoted("v2");
      promoted(stage, Recorded.of(stage).assertEnded("Promoted").last());

      stage.release("v3", Map.of("CRASH_AFTER_S", "1", "NEVER_READY", "true"));
      stage.awaitRolledBack();
      rolledBack(Recorded.of(stage).assertEnded("Promoted", "RolledBack").last());

      var _ = stage.shop.asks("Undo", "v2 is not for today");
      stage.await(
          "v1 is back",
          status -> status.rollout() == null && Long.valueOf(3).equals(status.attempts()));
      Recorded all = Recorded.of(stage).assertEnded("Promoted", "RolledBack", "Undone");
      assertThat(all.last().getSpec().undo()).isTrue();
      assertThat(all.last().getSpec().to().images().getFirst().image()).isEqualTo("shop:v1");
      assertThat(all.last().getStatus().restoreSeconds()).isNotNull();

      closedForEver(stage, all.last());
      countedTheSameAfterADeath(stage);
      stage.clients.stop().assertNoneLostOrRepeated();
      Resource<Rollout> rollout = rollout(stage);
      rollout.delete();
      rollout.waitUntilCondition(gone -> gone == null, LIMIT.toSeconds(), TimeUnit.SECONDS);
      assertThat(Recorded.of(stage)).as("the Rollout is gone").isEqualTo(all);
    }
  }

  private static void promoted(Stage stage, DeploymentRecord record) {
    DeploymentRecordSpec spec = record.getSpec();
    String trust = stage.lab.holdsNewTemplates() ? "Stamped" : "Claimed";
    assertThat(spec.correlationId()).isEqualTo("pipeline-77");
    assertThat(spec.onBehalfOf()).isEqualTo("lee of the shop team");
    if (stage.lab.holdsNewTemplates()) {
      assertThat(spec.changedBy()).isEqualTo(new RecordedBy("kim", trust));
    }
    assertThat(spec.from().images().getFirst().image()).isEqualTo("shop:v1");
    assertThat(spec.to().version()).isEqualTo("v2");
    assertThat(spec.to().images().getFirst().digest()).startsWith("sha256:");
    assertThat(record.getStatus().steps())
        .extracting(StepRecord::step)
        .containsExactly(
            "1/5 setWeight 5", "2/5 pause", "3/5 setWeight 50", "4/5 pause", "5/5 setWeight 100");
    assertThat(record.getStatus().waitingSeconds()).as("two pauses of 1 s").isBetween(1L, 20L);
  }

  private static void rolledBack(DeploymentRecord record) {
    DeploymentRecordStatus status = record.getStatus();
    assertThat(status.reason()).isEqualTo("CanaryCrashing");
    assertThat(status.message()).contains("CrashLoopBackOff");
    assertThat(status.restoreSeconds()).as("it never had any traffic").isNull();
    assertThat(record.getSpec().correlationId())
        .as("what is left from the version before is not taken")
        .isNotEqualTo("pipeline-77");
  }

  /** By whoever, and however much they may. */
  private static void closedForEver(Stage stage, DeploymentRecord record) {
    var all = stage.lab.client().resources(DeploymentRecord.class);
    DeploymentRecordStatus was = record.getStatus();
    record.setStatus(
        new DeploymentRecordStatus(
            "Promoted",
            was.reason(),
            was.message(),
            was.endedAt(),
            was.progressSeconds(),
            was.waitingSeconds(),
            was.leadSeconds(),
            was.restoreSeconds(),
            was.steps(),
            was.gates(),
            was.approvers(),
            was.unlocked(),
            was.totals()));
    assertThatThrownBy(() -> all.resource(record).updateStatus())
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("is closed: it cannot be changed any more");
    record.setStatus(was);
  }

  /** The sums are in the records: who reads them anew finds no more and no less. */
  private static void countedTheSameAfterADeath(Stage stage) {
    Wait.until(LIMIT, "three are counted", () -> ended(stage) == 3);
    List<String> before = figures(stage);
    assertThat(before).anyMatch(line -> line.startsWith("mulkko_restore_time_seconds_sum"));
    stage.killOperator();
    stage.startOperator();
    stage.operator().awaitReady();
    assertThat(figures(stage)).isEqualTo(before);
  }

  private static double ended(Stage stage) {
    return figures(stage).stream()
        .filter(line -> line.startsWith("mulkko_deployments_total"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static List<String> figures(Stage stage) {
    return stage.operator().metrics().stream()
        .filter(line -> FIGURES.matcher(line).lookingAt())
        .toList();
  }

  private static Deployment byAPipeline(Deployment deployment) {
    return new DeploymentBuilder(deployment)
        .editMetadata()
        .addToAnnotations("mulkko.dev/correlation-id", "pipeline-77")
        .addToAnnotations("mulkko.dev/initiated-by", "lee of the shop team")
        .endMetadata()
        .build();
  }

  private static Resource<Rollout> rollout(Stage stage) {
    return stage
        .lab
        .client()
        .resources(Rollout.class)
        .inNamespace(stage.shop.namespace())
        .withName("shop");
  }
}
