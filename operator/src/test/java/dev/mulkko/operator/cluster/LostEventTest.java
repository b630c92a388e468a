package dev.mulkko.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutStatus;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The framework drops the event of a foreign change that came in while a write of ours was under
 * way: nothing would look at that change for minutes.
 */
@Tag("cluster")
@ExtendWith(ApiServer.Running.class)
class LostEventTest {

  private static final int INSTANTS = 30;
  private static final Duration SOON = Duration.ofSeconds(10);

  private final Shop shop;

  LostEventTest(ApiServer server) {
    shop = Shop.on(server);
  }

  @Test
  void aSpecEditDuringAWriteOfTheStatusIsActedOn() {
    editsAreActedOn("WorkloadMissing", i -> "shop-" + i);
  }

  @Test
  void aSpecEditDuringTheRefusalOfTheSpecIsActedOn() {
    String tooLong = "x".repeat(64);
    editsAreActedOn("InvalidSpec", i -> tooLong + i);
  }

  private void editsAreActedOn(String reason, IntFunction<String> name) {
    SpecEdits edits = new SpecEdits(shop, 20261124);
    List<String> names = IntStream.range(0, INSTANTS).mapToObj(name).toList();
    try (RunningOperator _ = RunningOperator.in(shop, edits::beforeStatus)) {
      names.forEach(shop::createRollout);
      await().atMost(SOON).until(() -> edits.started() == INSTANTS);
      edits.join();
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(
                          names.stream().filter(n -> !isUpToDate(shop.rollout(n), reason)).toList())
                      .as("Rollouts whose edit was not looked at")
                      .isEmpty());
    }
  }

  private static boolean isUpToDate(Rollout rollout, String reason) {
    RolloutStatus status = rollout.getStatus();
    return status != null
        && status.observedGeneration() == 2
        && rollout.getMetadata().getGeneration() == 2
        && reason.equals(status.reason());
  }
}
