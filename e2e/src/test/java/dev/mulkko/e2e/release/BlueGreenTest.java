package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.BlueGreenStrategy.Switch;
import dev.mulkko.api.v1beta1.RolloutAction;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.e2e.SharedLab;
import dev.mulkko.e2e.Wait;
import dev.mulkko.e2e.release.Manner.Way;
import dev.mulkko.testbed.cluster.User;
import dev.mulkko.testbed.load.LoadReport;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All pods first, a look at them, and then all of the traffic. */
@Tag("cluster")
final class BlueGreenTest {

  private static final int LOOKS = 100;

  @ParameterizedTest
  @EnumSource(names = {"ROUTE", "PLAIN_SERVICE"})
  void anApprovedPreviewGetsAllTheTrafficWithoutALostRequest(Way way) {
    try (Stage stage = open("bluegreen", way, Switch.OVERLAP);
        Dialled dialled = Dialled.shop(stage)) {
      stage.release("v2", Map.of());
      awaitApproval(stage);
      LoadReport preview = looks(stage);
      assertThat(stage.clients.answeredBy("v2") + dialled.answeredBy("v2"))
          .as("answers of v2 to the shop's clients before the approval")
          .isZero();
      Instant asked = Instant.now();
      RolloutAction resume = stage.shop.asks("Resume", "it looks good");
      stage.awaitPromoted("v2");
      LoadReport report = dialled.stop();
      Answers answers = stage.clients.stop();

      assertThat(preview.all().answered()).as("the preview").containsOnlyKeys("v2");
      Dialled.assertNoneLostOrRepeated(answers, report, preview);
      Figure.seconds(
          "approval by %s asked for to the last request that v1 answered".formatted(way),
          asked,
          Dialled.lastDue(report, "v1"));
      assertApproved(stage, resume);
      assertThat(preview(stage).getSpec().getSelector())
          .as("the preview's selector")
          .isEqualTo(preview().getSpec().getSelector());
      stage.assertObjectsAsBefore("v2");
      stage.assertPodsUntouched("v1");
      stage.assertPodsUntouched("v2");
    }
  }

  @Test
  void anAtomicSwitchOfAServiceNeverLetsBothVersionsAnswer() {
    try (Stage stage = open("atomic", Way.PLAIN_SERVICE, Switch.ATOMIC);
        Dialled dialled = Dialled.shop(stage)) {
      stage.release("v2", Map.of());
      awaitApproval(stage);
      stage.shop.asks("Resume", null);
      stage.awaitPromoted("v2");
      LoadReport report = dialled.stop();
      Answers answers = stage.clients.stop();

      Instant last = Dialled.lastDue(report, "v1");
      Instant first = Dialled.firstEnd(report, "v2");
      Figure.seconds("last request that v1 answered to the first answer of v2", last, first);
      // No tolerance: the proxy changes its rules in one transaction, so once v2 has answered no
      // connection that is opened later may lead to v1. Those in flight at that moment may.
      assertThat(last).as("last request that v1 answered").isBefore(first);
      Dialled.assertNoneLostOrRepeated(answers, report);
      stage.assertObjectsAsBefore("v2");
      stage.assertPodsUntouched("v1");
      stage.assertPodsUntouched("v2");
    }
  }

  private static Stage open(String name, Way way, Switch how) {
    return Stage.open(
        name,
        Manner.blueGreen(way, how),
        deployment -> deployment,
        _ -> Map.of(),
        shop ->
            SharedLab.lab().client().resource(preview()).inNamespace(shop.namespace()).create());
  }

  private static Service preview() {
    return new ServiceBuilder()
        .withNewMetadata()
        .withName(Manner.PREVIEW)
        .addToLabels("app", "shop")
        .endMetadata()
        .withNewSpec()
        .addToSelector("app", "shop")
        .addNewPort()
        .withName("http")
        .withPort(80)
        .withNewTargetPort("http")
        .endPort()
        .endSpec()
        .build();
  }

  private static Service preview(Stage stage) {
    return stage
        .lab
        .client()
        .services()
        .inNamespace(stage.shop.namespace())
        .withName(Manner.PREVIEW)
        .get();
  }

  private static void awaitApproval(Stage stage) {
    stage.awaitUnstopped(
        "waits for approval", status -> "AwaitingApproval".equals(status.reason()));
  }

  private static LoadReport looks(Stage stage) {
    try (Dialled preview = Dialled.other(stage, Manner.PREVIEW)) {
      preview.awaitMore(LOOKS);
      return preview.stop();
    }
  }

  private static void assertApproved(Stage stage, RolloutAction resume) {
    RolloutStatus status = stage.shop.status();
    var last = Objects.requireNonNull(status.lastAction());
    assertThat(last.action()).isEqualTo(resume.getMetadata().getName());
    assertThat(last.by())
        .as("who approved, where policies stamp it")
        .isEqualTo(stage.lab.holdsNewTemplates() ? User.KIM.userName() : null);
    Wait.until(
        Stage.LIMIT,
        "an Event says that it is approved",
        () -> stage.events().stream().anyMatch(event -> "Approved".equals(event.getReason())));
  }
}
