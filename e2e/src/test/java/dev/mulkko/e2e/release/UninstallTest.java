package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.OperatorProcess;
import dev.mulkko.e2e.SharedLab;
import dev.mulkko.e2e.Shop;
import dev.mulkko.e2e.Wait;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the chart's hook does before the operator is taken away, with the rights of that hook. */
@Tag("cluster")
final class UninstallTest {

  @Test
  void inTheMiddleOfARolloutEverythingIsGivenBackWithoutALostRequest() {
    try (Stage stage = Stage.open("uninstalled", Pace.STAYS_AT_50)) {
      stage.release("v2", Map.of());
      stage.awaitPauseAt("50%");

      try (OperatorProcess detach =
          OperatorProcess.detach(stage.shop.namespace(), stage.lab, "90s")) {
        assertThat(detach.awaitEnd()).as(detach.lastLines(20)).isZero();
        assertThat(detach.lastLines(1)).contains("nothing is left of 1 Rollouts");
      }
      stage.operator().close();
      Answers answers = stage.clients.stop();

      answers.assertNoneLostOrRepeated();
      assertThat(stage.shop.rollout()).isNull();
      stage.assertTrafficAsBefore();
      stage.assertPodsUntouched("v1");
      stage.assertNoTrace();
    }
  }

  @Test
  void withoutAnOperatorItNamesWhatIsLeftAndTrafficStaysWhereItIs() {
    try (Stage stage = Stage.open("abandoned", Pace.STAYS_AT_50)) {
      stage.release("v2", Map.of());
      stage.awaitPauseAt("50%");
      stage.killOperator();
      String namespace = stage.shop.namespace();
      JsonNode route = Shop.essence(stage.shop.route());

      try (OperatorProcess detach = OperatorProcess.detach(namespace, stage.lab, "2s")) {
        assertThat(detach.awaitEnd()).isEqualTo(1);
        assertThat(detach.lastLines(1))
            .contains("still attached after 2s: [%s/shop]".formatted(namespace))
            .contains("is the operator running? Uninstall again, or with --no-hooks");
      }
      assertThat(Shop.essence(stage.shop.route())).isEqualTo(route);

      stage.startOperator();
      Wait.until(Stage.LIMIT, "the next operator ends it", () -> stage.shop.rollout() == null);
      stage.clients.stop().assertNoneLostOrRepeated();
      stage.assertTrafficAsBefore();
      stage.assertNoTrace();
    }
  }

  @Test
  void withoutItsRightsItSaysWhichIsMissing() {
    Lab lab = SharedLab.lab();
    String namespace = lab.cluster().newNamespace("no-rights");
    Path nobody = lab.cluster().serviceAccountKubeconfig(namespace, "default");
    try (OperatorProcess detach = OperatorProcess.detach(namespace, lab, "90s", nobody)) {
      assertThat(detach.awaitEnd()).isEqualTo(1);
      assertThat(detach.lastLines(1))
          .contains("not everything is detached: rollouts.mulkko.dev is forbidden")
          .contains("cannot list resource")
          .contains("Uninstall again when that is mended, or with --no-hooks");
    } finally {
      lab.client().namespaces().withName(namespace).delete();
    }
  }

  @Test
  void aRolloutAtRestGivesItsHistoryBackBeforeTheOperatorGoes() {
    try (Stage stage = Stage.open("at-rest", Pace.QUICK)) {
      stage.release("v2", Map.of());
      stage.awaitPromoted("v2");

      try (OperatorProcess detach =
          OperatorProcess.detach(stage.shop.namespace(), stage.lab, "90s")) {
        assertThat(detach.awaitEnd()).as(detach.lastLines(20)).isZero();
      }
      stage.operator().kill();
      stage.clients.stop().assertNoneLostOrRepeated();
      stage.assertObjectsAsBeforeAndFree("v2");
      stage.assertNoTrace();
    }
  }
}
