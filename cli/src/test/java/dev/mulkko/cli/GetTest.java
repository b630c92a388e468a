package dev.mulkko.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mulkko.cli.server.ApiServer;
import dev.mulkko.cli.server.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Reading from a real API server. */
@Tag("cluster")
@ExtendWith(ApiServer.Running.class)
class GetTest {

  private final ApiServer server;

  GetTest(ApiServer server) {
    this.server = server;
  }

  @Test
  void theListHasTheRolloutsOfItsNamespace() {
    Stage stage = Stage.of(server, "canary");
    Ran ran = Ran.of(stage.arguments("get"));
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out().lines().toList())
        .hasSize(2)
        .last()
        .asString()
        .matches("shop +Canary +Progressing +2/4 +5% +bbbbbbbbbb +dddddddddd +7/7 +0s");
    assertThat(Ran.of(stage.arguments("get", "-A")).out()).contains("NAMESPACE", stage.namespace());
  }

  @Test
  void anEmptyNamespaceIsSaidToBeEmpty() {
    Ran ran = Ran.of("get", "-n", "kube-public", "--kubeconfig", server.kubeconfig().toString());
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).isEqualToIgnoringNewLines("No Rollout in namespace kube-public.");
  }

  @Test
  void thePictureHasTheRevisionsThatTheServerKnows() {
    Stage stage = Stage.of(server, "canary");
    Ran ran = Ran.of(stage.arguments("get", "shop"));
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains("▶ pause 5m", "pinned to bbbbbbbbbb", "HTTPRoute shop   not found")
        .containsPattern("dddddddddd +Canary +parked +1/1 ready +shop:v2")
        .containsPattern("bbbbbbbbbb +Stable +owned +6/6 ready +shop:v1");
    assertThat(Ran.of(stage.arguments("revisions", "shop")).out()).contains("cccccccccc");
    assertThat(Ran.of(stage.arguments("explain", "shop")).out()).contains("holdStep  Wait");
  }

  @Test
  void aWatchShowsWhatChanges() {
    Stage stage = Stage.of(server, "canary");
    Ran ran = Ran.beside(stage.arguments("get", "-w"));
    await().until(() -> ran.out().contains("Progressing"));
    stage.status("{observedGeneration: 1, phase: Paused, stable: bbbbbbbbbb}");
    await().until(() -> ran.out().contains("Paused"));
    ran.interrupt();
    await().until(ran::ended);
  }

  @Test
  void theVersionsOfClientAndClusterAreTold() {
    Ran ran = Ran.of("version", "--kubeconfig", server.kubeconfig().toString());
    assertThat(ran.out()).contains("cluster serves mulkko.dev/v1beta1");
  }
}
