package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mulkko.e2e.Policies;
import dev.mulkko.e2e.SharedLab;
import dev.mulkko.e2e.Wait;
import dev.mulkko.testbed.load.LoadClient;
import dev.mulkko.testbed.load.LoadRun;
import dev.mulkko.testbed.load.LoadStats;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A GitOps tool applies the user's Service by force, which drops the pin, at 50 %. */
@Tag("cluster")
@Isolated
final class AppliedServiceTest {

  private static final int DIRECT_RATE = 100;

  @AfterEach
  void policiesAsChosen() {
    SharedLab.lab().use(Policies.chosen());
  }

  @Test
  void withPoliciesThePinStaysAtEveryRevision() {
    SharedLab.lab().use(Policies.SERVED);
    assumeThat(SharedLab.lab().holdsNewTemplates()).as("mutating policies are served").isTrue();
    Story story = Story.play("pin-kept");
    assertThat(story.pins).as("pins since the apply").isNotEmpty().containsOnly(story.stable);
    assertThat(story.direct.answeredBy("v2")).as("answers of v2 to direct clients").isZero();
  }

  @Test
  void withoutPoliciesTheOperatorPinsItAgain() {
    SharedLab.lab().use(Policies.NONE);
    Story story = Story.play("pin-repaired");
    assertThat(story.pins).as("pins since the apply").containsExactly("", story.stable);
  }

  /**
   * What was seen from the apply until 3 s after it.
   *
   * @param pins of every revision of the Service
   * @param direct what clients of the Service itself got
   */
  private record Story(String stable, List<String> pins, LoadStats direct) {

    static Story play(String name) {
      try (Stage stage = Stage.open(name, Pace.STAYS_AT_50);
          LoadRun direct = LoadClient.start(stage.shop.directLoad(name + ".csv", DIRECT_RATE))) {
        stage.release("v2", Map.of());
        String stable = Objects.requireNonNull(stage.awaitPauseAt("50%").stable());
        try (Pinned pinned = Pinned.watch(stage.lab.client(), stage.shop)) {
          Instant applied = Instant.now();
          stage.shop.applyService();
          Instant end = applied.plusSeconds(3);
          Wait.until(Stage.LIMIT, "3 s have passed", () -> Instant.now().isAfter(end));
          List<String> pins = List.copyOf(pinned.revisions());
          LoadStats seen = direct.stop().between(applied, end);
          setBack(stage);
          say(name, seen, stage.clients.stop());
          return new Story(stable, pins, seen);
        }
      }
    }

    private static void setBack(Stage stage) {
      stage.release("v1", Map.of());
      stage.await("is at rest with v1", _ -> stage.shop.promoted("v1"));
    }

    private static void say(String name, LoadStats direct, Answers gateway) {
      Figure.say(
          "%s: answers of v2 to direct clients in 3 s after the apply = %d of %d, lost %d",
          name, direct.answeredBy("v2"), direct.sent(), direct.lost());
      Figure.say(
          "%s: lost through the gateway = %d of %d",
          name, gateway.all().lost(), gateway.all().sent());
      assertThat(gateway.all().lost()).as(gateway.all().losses()).isZero();
    }
  }
}
