package dev.mulkko.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mulkko.cli.server.ApiServer;
import dev.mulkko.cli.server.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Exit codes that pipelines rely on, while a test plays the operator. */
@Tag("cluster")
@ExtendWith(ApiServer.Running.class)
class StatusTest {

  private static final String PROMOTED =
      """
      observedGeneration: 1
      phase: Healthy
      stable: dddddddddd
      message: dddddddddd has all the traffic
      """;

  private static final String ROLLED_BACK =
      """
      observedGeneration: 1
      phase: RolledBack
      stable: bbbbbbbbbb
      message: dddddddddd was refused
      refused: [{revision: dddddddddd, reason: CanaryCrashing, message: x, at: "2026-11-24T08:25:00Z"}]
      """;

  private final ApiServer server;

  StatusTest(ApiServer server) {
    this.server = server;
  }

  @Test
  void aPromotionEndsTheWaitForIt() {
    Stage stage = Stage.of(server, "canary");
    Ran ran = Ran.beside(stage.arguments("status", "shop", "--timeout", "30s"));
    await().until(() -> ran.out().contains("2/4"));
    assertThat(ran.ended()).isFalse();
    stage.status(PROMOTED);
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out().lines().toList()).hasSize(2).last().asString().contains("Healthy");
  }

  @Test
  void aRollbackEndsTheWaitForAPromotionWithOne() {
    Stage stage = Stage.of(server, "canary");
    Ran ran =
        Ran.beside(stage.arguments("status", "shop", "--timeout", "30s", "--until", "promoted"));
    await().until(() -> ran.out().contains("2/4"));
    stage.status(ROLLED_BACK);
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .contains("cannot become promoted any more, it is RolledBack: dddddddddd was refused");
  }

  @Test
  void theSameRollbackIsWhatAnotherWaitsFor() {
    Stage stage = Stage.of(server, "canary");
    Ran ran =
        Ran.beside(stage.arguments("status", "shop", "--timeout", "30s", "--until", "rolledback"));
    await().until(() -> ran.out().contains("2/4"));
    stage.status(ROLLED_BACK);
    assertThat(ran.code()).isZero();
  }

  @Test
  void aRolloutThatIsStalledEndsEveryWaitWithOne() {
    Stage stage = Stage.of(server, "canary");
    stage.status("{observedGeneration: 1, phase: Stalled, message: x is missing}");
    assertThat(
            Ran.of(stage.arguments("status", "shop", "--until", "rest", "--timeout", "30s")).code())
        .isEqualTo(1);
  }

  @Test
  void timeEndsAWaitWithTheCodeOfATimeOut() {
    Stage stage = Stage.of(server, "canary");
    Ran ran = Ran.of(stage.arguments("status", "shop", "--timeout", "700ms"));
    assertThat(ran.code()).isEqualTo(124);
    assertThat(ran.err()).contains("within the timeout");
  }

  @Test
  void withoutAWatchTheAnswerIsThatOfNow() {
    Stage stage = Stage.of(server, "canary");
    assertThat(Ran.of(stage.arguments("status", "shop", "--no-watch")).code()).isEqualTo(1);
    stage.status(PROMOTED);
    assertThat(Ran.of(stage.arguments("status", "shop", "--no-watch")).code()).isZero();
  }

  @Test
  void eachLineIsAJsonObjectForWhoAsksForIt() {
    Stage stage = Stage.of(server, "canary");
    Ran ran = Ran.of(stage.arguments("status", "shop", "--no-watch", "-o", "json"));
    assertThat(ran.out())
        .startsWith("{\"at\":\"2026-11-24T08:30:00Z\"")
        .contains("\"phase\":\"Progressing\"")
        .hasLineCount(1);
  }

  @Test
  void aRolloutThatIsDeletedEndsTheWaitWithOne() {
    Stage stage = Stage.of(server, "canary");
    Ran ran = Ran.beside(stage.arguments("status", "shop", "--timeout", "30s"));
    await().until(() -> ran.out().contains("2/4"));
    stage.deleteRollout();
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("does not exist");
  }
}
