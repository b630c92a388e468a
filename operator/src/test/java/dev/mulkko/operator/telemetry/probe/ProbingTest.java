package dev.mulkko.operator.telemetry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.model.Look;
import dev.mulkko.engine.model.Probe;
import dev.mulkko.engine.model.Sight;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Looks go beside the passes, one of each Rollout. */
class ProbingTest {

  private static final String SHOP = "shop/shop";
  private static final Instant NOW = Instant.ofEpochSecond(1000);
  private static final Look AT_5 = look("weight 5");
  private static final Look AT_20 = look("weight 20");

  private final Deque<Runnable> underWay = new ArrayDeque<>();
  private final List<Look> sent = new ArrayList<>();
  private final List<BooleanSupplier> wanted = new ArrayList<>();
  private final Probing probing = new Probing(this::answer, underWay::add);

  private Sight answer(
      Look look, Instant at, Optional<InetSocketAddress> pod, BooleanSupplier still) {
    sent.add(look);
    wanted.add(still);
    return sight(look, at);
  }

  @Test
  void noPassWaitsForALook() {
    begin(AT_5, NOW);
    assertThat(probing.sight(SHOP)).isEmpty();
    assertThat(probing.waiting(SHOP)).isTrue();
    underWay.remove().run();
    assertThat(probing.sight(SHOP)).contains(sight(AT_5, NOW));
    assertThat(probing.waiting(SHOP)).isFalse();
  }

  @Test
  void theSameLookIsNotBegunTwiceButOnceMoreWhenItHasEnded() {
    begin(AT_5, NOW);
    begin(AT_5, NOW.plusSeconds(1));
    assertThat(underWay).hasSize(1);
    underWay.remove().run();
    begin(AT_5, NOW.plusSeconds(2));
    underWay.remove().run();
    assertThat(probing.sight(SHOP)).contains(sight(AT_5, NOW.plusSeconds(2)));
  }

  @Test
  void anotherWeightTakesThePlaceOfALookThatIsUnderWay() {
    begin(AT_5, NOW);
    begin(AT_20, NOW.plusSeconds(1));
    underWay.remove().run();
    assertThat(sent).as("nobody waits for the first one").isEmpty();
    assertThat(probing.sight(SHOP)).isEmpty();
    underWay.remove().run();
    assertThat(probing.sight(SHOP)).contains(sight(AT_20, NOW.plusSeconds(1)));
  }

  @Test
  void whatIsForgottenWhileItLooksSendsNoMoreAndSaysNothing() {
    Probing forgetful =
        new Probing(
            (look, at, _, still) -> {
              assertThat(still.getAsBoolean()).isTrue();
              probingToForget().forget(SHOP);
              wanted.add(still);
              return sight(look, at);
            },
            underWay::add);
    held = forgetful;
    forgetful.look(SHOP, AT_5, NOW, Optional.empty());
    underWay.remove().run();
    assertThat(wanted).singleElement().matches(still -> !still.getAsBoolean());
    assertThat(forgetful.sight(SHOP)).isEmpty();
    assertThat(forgetful.waiting(SHOP)).isFalse();
  }

  private Probing held = probing;

  private Probing probingToForget() {
    return held;
  }

  @Test
  void aLookThatFailsInMulkkoHasToldNothing() {
    Probing broken =
        new Probing(
            (_, _, _, _) -> {
              throw new IllegalStateException("a mistake");
            },
            underWay::add);
    broken.look(SHOP, AT_5, NOW, Optional.empty());
    underWay.remove().run();
    assertThat(broken.sight(SHOP))
        .contains(
            new Sight(
                AT_5,
                NOW,
                Map.of(),
                100,
                "the probe failed in Mulkko: its log says why",
                Set.of()));
  }

  private void begin(Look look, Instant now) {
    probing.look(SHOP, look, now, Optional.empty());
  }

  private static Look look(String what) {
    Probe probe = new Probe("http://gateway.example", Optional.empty(), "x-version", 100, 5);
    return new Look(probe, "7d9e", what, NOW);
  }

  private static Sight sight(Look look, Instant at) {
    return new Sight(look, at, Map.of("v1", 100), 0, "", Set.of());
  }
}
