package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.testbed.cluster.Component;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Tag("cluster")
@Isolated
final class GatewayDownTest {

  @Test
  void aWeightThatNoGatewayHasTakenUpIsNoStep() {
    try (Stage stage =
        Stage.open("gateway", new Pace(Duration.ofSeconds(5), Duration.ofSeconds(1)))) {
      stage.release("v2", Map.of());
      stage.awaitPauseAt("5%");
      stage.clients.stop();
      stage.lab.cluster().kill(Component.TRAEFIK);
      try {
        RolloutStatus status =
            stage.awaitUnstopped("waits", now -> "AwaitingVerification".equals(now.reason()));
        assertThat(status.weight()).as("what is said to be in force").isNotEqualTo("50%");
        assertThat(status.rollout()).isNotNull();
        assertThat(status.rollout().stepStartedAt()).as("the step's clock").isNull();
      } finally {
        stage.lab.cluster().start(Component.TRAEFIK);
      }
      stage.awaitPromoted("v2");
    }
  }
}
