package dev.mulkko.e2e.observer;

import static dev.mulkko.e2e.observer.Play.CANARY;
import static dev.mulkko.e2e.observer.Play.STABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.e2e.observer.world.Kind;
import org.junit.jupiter.api.Test;

/** I2 of routes that only those use who look at the canary before. */
class PreviewRulesTest {

  @Test
  void aPreviewThatIsLedAndGoesHomeBeforeThePodsBreaksNothing() {
    Play play = led().stopped().preview(0).scale(CANARY, 0);

    assertThat(play.broken()).isEmpty();
  }

  @Test
  void aPreviewIsNoWeight() {
    assertThat(led().ready("shop-v2", CANARY, 0).broken()).isEmpty();
  }

  @Test
  void aPreviewOfACanaryWithoutEndpointsIsSeen() {
    assertThat(beforeTheSwitch().ready("shop-v2", CANARY, 0).preview(100).broken())
        .containsExactly("I2p");
  }

  @Test
  void aPreviewOfBothIsSeen() {
    assertThat(beforeTheSwitch().preview(50).broken()).contains("I2p");
  }

  @Test
  void takingThePodsOfAPreviewAwayIsSeen() {
    assertThat(led().stopped().scale(CANARY, 0).broken()).containsExactly("I2p");
  }

  @Test
  void deletingTheServiceOfAPreviewIsSeen() {
    assertThat(led().delete(Kind.Service, "shop-v2").broken()).containsExactly("I2p");
  }

  @Test
  void aPreviewThatStaysLedIsSeenAtTheEnd() {
    assertThat(led().rests(STABLE).brokenAtEnd()).contains("I6");
  }

  @Test
  void aPreviewThatIsNotGivenBackAsItWasIsSeen() {
    assertThat(led().previewRestored(81).broken()).containsOnly("I19");
    assertThat(led().previewRestored(80).broken()).isEmpty();
  }

  private static Play led() {
    return beforeTheSwitch().preview(100);
  }

  /** All pods of the canary, and no traffic. */
  private static Play beforeTheSwitch() {
    return Play.atRest()
        .previewed()
        .hold()
        .accepted()
        .pin(STABLE)
        .backs(STABLE, 6)
        .backs(CANARY, 0)
        .canary(6)
        .ready("shop-v2", CANARY, 6);
  }
}
