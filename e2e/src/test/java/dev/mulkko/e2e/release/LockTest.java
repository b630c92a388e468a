package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mulkko.api.v1beta1.DeployLock;
import dev.mulkko.api.v1beta1.DeployLockSpec;
import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.api.v1beta1.RolloutAction;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.api.v1beta1.UnlockRecord;
import dev.mulkko.e2e.SharedLab;
import dev.mulkko.e2e.Wait;
import dev.mulkko.kube.Names;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A locked shop takes a new version and waits with it, whatever becomes of the operator. */
@Tag("cluster")
final class LockTest {

  private static final String NEW_TEMPLATE =
      "{\"spec\": {\"template\": {\"metadata\": {\"labels\": {\"new\": \"yes\"}}}}}";

  @Test
  void aLockedVersionWaitsThroughARestartAndGoesOnWhenItIsOverridden() {
    try (Stage stage = Stage.open("locked", Pace.QUICK)) {
      lock(stage, null);
      int pods = podsOf(stage);
      stage.release("v2", Map.of());
      awaitLocked(stage);
      stage.killOperator();
      stage.startOperator();
      RolloutStatus held = awaitLocked(stage);
      assertThat(condition(held)).contains("DeployLock freeze").contains("year end");
      assertThat(podsOf(stage)).isEqualTo(pods);
      assertThat(Objects.requireNonNull(refused(stage.shop.asks("Promote", "now"), stage)))
          .contains("ask for unlock with a reason");

      Kim.awaitDone(stage.lab.client().resource(stage.shop.asks("Unlock", "PAY-1 costs money")));
      stage.awaitPromoted("v2");
      Answers answers = stage.clients.stop();

      answers.assertNoneLostOrRepeated();
      UnlockRecord unlocked = Objects.requireNonNull(record(stage).getStatus().unlocked());
      assertThat(unlocked.locks()).containsExactly("DeployLock freeze");
      assertThat(unlocked.reason()).isEqualTo("PAY-1 costs money");
    }
  }

  @Test
  void aLockThatEndsWhileTheOperatorIsDownHoldsNoMoreWhenItComesBack() {
    try (Stage stage = Stage.open("expired", Pace.QUICK)) {
      Instant until = Instant.now().plusSeconds(12).truncatedTo(ChronoUnit.SECONDS);
      lock(stage, until.toString());
      stage.release("v2", Map.of());
      awaitLocked(stage);
      stage.killOperator();
      Wait.until(Stage.LIMIT, "the lock has ended", () -> Instant.now().isAfter(until));
      stage.startOperator();
      stage.awaitPromoted("v2");
      assertThat(waited(stage)).isPositive();
    }
  }

  /** Only what starts a rollout is refused, and only for as long as the lock is there. */
  @Test
  void aNewVersionIsRefusedWhereItIsWrittenWhenTheLockSaysSo() {
    assumeThat(SharedLab.lab().holdsNewTemplates()).as("policies are served").isTrue();
    try (Stage stage = Stage.open("rejected", Pace.QUICK)) {
      Resource<DeployLock> lock = lock(stage, null, "Reject");
      String shop = stage.shop.namespace() + "/shop";
      Wait.until(
          Stage.LIMIT,
          "the lock says whom it refuses",
          () -> lock.get().getStatus() != null && lock.get().getStatus().rejects().contains(shop));
      Wait.until(Stage.LIMIT, "the server refuses it", () -> refusal(stage).isPresent());
      assertThat(refusal(stage).orElseThrow())
          .contains("is locked by DeployLock freeze of ", "(year end): write it again when");
      stage.kim.scales(Stage.REPLICAS + 1);
      stage.awaitPods(Stage.REPLICAS + 1);
      stage.kim.scales(Stage.REPLICAS);
      stage.awaitPods(Stage.REPLICAS);

      lock.delete();
      Wait.until(Stage.LIMIT, "nothing is refused any more", () -> refusal(stage).isEmpty());
      stage.release("v2", Map.of());
      stage.awaitPromoted("v2");
      stage.clients.stop().assertNoneLostOrRepeated();
    }
  }

  /** What the server would say of a new version now. */
  private static Optional<String> refusal(Stage stage) {
    try {
      var _ =
          stage
              .lab
              .client()
              .apps()
              .deployments()
              .inNamespace(stage.shop.namespace())
              .withName("shop")
              .patch(
                  new PatchContext.Builder()
                      .withPatchType(PatchType.JSON_MERGE)
                      .withDryRun(List.of("All"))
                      .build(),
                  NEW_TEMPLATE);
      return Optional.empty();
    } catch (KubernetesClientException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static void lock(Stage stage, @Nullable String until) {
    var _ = lock(stage, until, null);
  }

  private static Resource<DeployLock> lock(
      Stage stage, @Nullable String until, @Nullable String enforce) {
    DeployLock lock = new DeployLock();
    lock.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(stage.shop.namespace())
            .withName("freeze")
            .addToAnnotations(Names.LOCKED_BY, "ann")
            .build());
    lock.setSpec(
        new DeployLockSpec(
            null, List.of(), "year end", until, null, enforce, null, null, List.of(), List.of()));
    Resource<DeployLock> result = stage.lab.client().resource(lock);
    result.create();
    return result;
  }

  private static RolloutStatus awaitLocked(Stage stage) {
    return stage.await("Locked", status -> !condition(status).isEmpty());
  }

  private static String condition(RolloutStatus status) {
    return status.conditions().stream()
        .filter(c -> c.getType().equals("Locked") && c.getStatus().equals("True"))
        .map(Condition::getMessage)
        .findFirst()
        .orElse("");
  }

  private static int podsOf(Stage stage) {
    return stage.lab.client().pods().inNamespace(stage.shop.namespace()).list().getItems().size();
  }

  private static @Nullable String refused(RolloutAction asked, Stage stage) {
    Resource<RolloutAction> action = stage.lab.client().resource(asked);
    Wait.until(Stage.LIMIT, "it is refused", () -> "Rejected".equals(phase(action)));
    return action.get().getStatus().message();
  }

  private static @Nullable String phase(Resource<RolloutAction> action) {
    RolloutAction now = action.get();
    return now.getStatus() == null ? null : now.getStatus().phase();
  }

  private static Duration waited(Stage stage) {
    return Duration.ofSeconds(Objects.requireNonNull(record(stage).getStatus().waitingSeconds()));
  }

  /** The one that is closed: the last act of a rollout. */
  private static DeploymentRecord record(Stage stage) {
    var records =
        stage.lab.client().resources(DeploymentRecord.class).inNamespace(stage.shop.namespace());
    Wait.until(
        Stage.LIMIT,
        "the record is closed",
        () ->
            records.list().getItems().stream()
                .anyMatch(r -> r.getStatus() != null && r.getStatus().outcome() != null));
    return records.list().getItems().getFirst();
  }
}
