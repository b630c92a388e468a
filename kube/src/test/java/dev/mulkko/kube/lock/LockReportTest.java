package dev.mulkko.kube.lock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.mulkko.api.v1beta1.DeployLock;
import dev.mulkko.api.v1beta1.DeployLockSpec;
import dev.mulkko.api.v1beta1.DeployLockStatus;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.kube.AnyLock;
import dev.mulkko.kube.Request;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LockReportTest {

  private static final Instant NOW = Instant.parse("2027-01-05T12:00:00Z");

  @Test
  void whatIsAtRestIsRefusedAndNothingElse() {
    List<Rollout> rollouts =
        List.of(
            rollout("b", "Healthy", false),
            rollout("a", "Healthy", false),
            rollout("running", "Progressing", true),
            rollout("refused", "RolledBack", false));
    assertThat(LockReport.of(lock("Reject", null), rollouts, NOW).rejects())
        .containsExactly("shop/a", "shop/b");
    assertThat(LockReport.of(lock("Hold", null), rollouts, NOW).rejects()).isEmpty();
    assertThat(LockReport.of(lock(null, null), rollouts, NOW).rejects()).isEmpty();
  }

  @Test
  void aLockThatHasEndedRefusesNothing() {
    DeployLockStatus status =
        LockReport.of(
            lock("Reject", "2027-01-05T12:00:00Z"), List.of(rollout("a", "Healthy", false)), NOW);
    assertThat(status.state()).isEqualTo("Ended");
    assertThat(status.rejects()).isEmpty();
  }

  @Test
  void whatIsSaidAlreadyIsNotWrittenAgain() {
    AnyLock lock = lock("Reject", "2027-01-06T12:00:00Z");
    assertThat(LockReport.due(lock, List.of(), NOW))
        .get()
        .isInstanceOfSatisfying(
            Request.Patch.class,
            patch -> {
              assertThat(patch.status()).isTrue();
              assertThat(patch.json())
                  .contains("\"op\":\"test\"")
                  .contains("\"state\":\"Locked\"")
                  .contains("\"next\":\"2027-01-06T12:00:00Z\"");
            });
    AnyLock said = new AnyLock(lock.object(), lock.spec(), LockReport.of(lock, List.of(), NOW));
    assertThat(LockReport.due(said, List.of(), NOW)).isEmpty();
    assertThat(LockReport.due(said, List.of(), NOW.plusSeconds(3600))).isEmpty();
    assertThat(LockReport.due(said, List.of(), NOW.plusSeconds(90_000))).isPresent();
  }

  private static AnyLock lock(@Nullable String enforce, @Nullable String until) {
    DeployLock lock = new DeployLock();
    lock.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace("shop")
            .withName("freeze")
            .withResourceVersion("7")
            .withGeneration(1L)
            .build());
    lock.setSpec(
        new DeployLockSpec(
            null, List.of(), "year end", until, null, enforce, null, null, List.of(), List.of()));
    return AnyLock.of(lock);
  }

  private static Rollout rollout(String name, String phase, boolean underWay) {
    String progress =
        underWay
            ? ", \"rollout\": {\"startedAt\": \"2027-01-05T11:00:00Z\", \"stepIndex\": 0}"
            : "";
    try {
      return JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .build()
          .readValue(
              """
              {"metadata": {"namespace": "shop", "name": "%s"},
               "spec": {"workloadRef": {"name": "%s"}},
               "status": {"observedGeneration": 1, "phase": "%s"%s}}
              """
                  .formatted(name, name, phase, progress),
              Rollout.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
