package dev.mulkko.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.ClusterDeployLock;
import dev.mulkko.api.v1beta1.DeployLock;
import dev.mulkko.api.v1beta1.DeployLockSpec;
import dev.mulkko.api.v1beta1.RolloutAction;
import dev.mulkko.cli.server.ApiServer;
import dev.mulkko.cli.server.Stage;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Locks on a real API server; the test plays the operator. */
@Tag("cluster")
@ExtendWith(ApiServer.Running.class)
class LockVerbsTest {

  private final ApiServer server;

  LockVerbsTest(ApiServer server) {
    this.server = server;
  }

  @AfterEach
  void nothingIsLockedForOthers() {
    server.client().resources(ClusterDeployLock.class).delete();
  }

  @Test
  void aLockSaysWhoLockedWhatAndUntilWhen() {
    Stage stage = Stage.of(server, "canary");
    Ran ran =
        Ran.of(
            stage.arguments(
                "lock",
                "freeze",
                "--reason",
                "year end",
                "--mode",
                "PauseRunning",
                "--for",
                "2h",
                "--rollout",
                "shop",
                "--selector",
                "team=pay",
                "--reject"));
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out().strip()).isEqualTo("DeployLock freeze holds until 2026-11-24T10:30:00Z");
    DeployLock lock = locks(stage).getFirst();
    DeployLockSpec spec = lock.getSpec();
    assertThat(spec.reason()).isEqualTo("year end");
    assertThat(spec.mode()).isEqualTo("PauseRunning");
    assertThat(spec.until()).isEqualTo("2026-11-24T10:30:00Z");
    assertThat(spec.enforce()).isEqualTo("Reject");
    assertThat(spec.selector()).isNotNull();
    assertThat(spec.selector().names()).containsExactly("shop");
    assertThat(spec.selector().matchLabels()).containsEntry("team", "pay");
    assertThat(lock.getMetadata().getAnnotations()).containsKey("mulkko.dev/locked-by");
  }

  @Test
  void aLockNeedsAReasonAndHasOneEnd() {
    Stage stage = Stage.of(server, "canary");
    assertThat(Ran.of(stage.arguments("lock")).code()).isEqualTo(2);
    Ran two =
        Ran.of(
            stage.arguments(
                "lock", "--reason", "r", "--for", "2h", "--until", "2027-01-01T00:00:00Z"));
    assertThat(two.code()).isEqualTo(2);
    assertThat(two.err()).contains("write --until or --for");
    assertThat(locks(stage)).isEmpty();
  }

  @Test
  void locksListsWhatHoldsWhom() {
    Stage stage = Stage.of(server, "canary");
    Ran.of(stage.arguments("lock", "freeze", "--reason", "year end"));
    Ran.of(stage.arguments("lock", "all", "--reason", "the network moves", "--cluster"));
    String usual =
        "{type: Locked, status: 'True', reason: Locked, lastTransitionTime: '2026-11-24T08:30:00Z', message: 'locked at 0 %: DeployLock freeze of ann (year end)'}";
    stage.status("observedGeneration: 1\nphase: Paused\nconditions:\n- " + usual + "\n");
    Ran ran = Ran.of(stage.arguments("locks"));
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out().lines())
        .hasSize(3)
        .anyMatch(line -> line.matches("NAME +KIND +MODE +STATE +OWNER +UNTIL +HOLDS +REASON"))
        .anyMatch(
            line ->
                line.matches(
                    "freeze +DeployLock +BlockNew +Locked +.*[(]claimed[)] +- +shop +year end"))
        .anyMatch(
            line ->
                line.matches(
                    "all +ClusterDeployLock +BlockNew +Locked +.* +- +- +the network moves"));
    assertThat(Ran.of(stage.arguments("get")).out().lines()).first().asString().endsWith("LOCKED");
    assertThat(Ran.of(stage.arguments("get")).out()).contains("   freeze");
  }

  @Test
  void anOverrideIsARequestWithAReason() {
    Stage stage = Stage.of(server, "canary");
    Ran without = Ran.of(stage.arguments("unlock", "shop"));
    assertThat(without.code()).isEqualTo(2);
    assertThat(without.err()).contains("write --reason");
    Ran ran = Ran.of(stage.arguments("unlock", "shop", "--reason", "PAY-1", "--no-wait"));
    assertThat(ran.code()).as(ran.err()).isZero();
    RolloutAction action = stage.actions().getFirst();
    assertThat(action.getSpec().verb()).isEqualTo("Unlock");
    assertThat(action.getSpec().reason()).isEqualTo("PAY-1");
  }

  @Test
  void aLockIsEndedByItsName() {
    Stage stage = Stage.of(server, "canary");
    Ran.of(stage.arguments("lock", "freeze", "--reason", "year end"));
    Ran ran = Ran.of(stage.arguments("unlock", "--lock", "freeze"));
    assertThat(ran.out().strip()).isEqualTo("DeployLock freeze is deleted");
    assertThat(locks(stage)).isEmpty();
    Ran again = Ran.of(stage.arguments("unlock", "--lock", "freeze"));
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains("DeployLock freeze does not exist");
  }

  private List<DeployLock> locks(Stage stage) {
    return server
        .client()
        .resources(DeployLock.class)
        .inNamespace(stage.namespace())
        .list()
        .getItems();
  }
}
