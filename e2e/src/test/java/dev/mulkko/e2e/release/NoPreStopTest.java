package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("cluster")
final class NoPreStopTest {

  private static final Map<String, String> RUDE = Map.of("POLITE", "false");

  @Test
  void anAppWithoutPreStopThatDropsItsConnectionsIsPromotedAsWell() {
    try (Stage stage = Stage.open("rude", Pace.QUICK, NoPreStopTest::rude)) {
      stage.release("v2", RUDE);
      stage.awaitPromoted("v2");
      Answers.Sum all = stage.clients.stop().all();
      Figure.say("lost without preStop = %d of %d", all.lost(), all.sent());
      // No pod ends before its traffic has gone elsewhere, so it need not be patient.
      assertThat(all.lost()).as(all.losses()).isZero();
      stage.assertObjectsAsBefore("v2");
    }
  }

  private static Deployment rude(Deployment deployment) {
    Container container = deployment.getSpec().getTemplate().getSpec().getContainers().getFirst();
    container.setLifecycle(null);
    container.setEnv(
        RUDE.entrySet().stream().map(e -> new EnvVar(e.getKey(), e.getValue(), null)).toList());
    return deployment;
  }
}
