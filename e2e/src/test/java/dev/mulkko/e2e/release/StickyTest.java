package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mulkko.e2e.release.Shoppers.Visits;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clients with cookies stay with the version that they met, and as many as the weight says. */
@Tag("cluster")
final class StickyTest {

  private static final List<String> OLD = List.of("v1");
  private static final List<String> NEW = List.of("v2");

  /** Four standard deviations of 400 that draw lots, in percent. */
  private static final double TOLERANCE = 10;

  @Test
  void nobodyChangesWithinAStepAndAnAbortTakesAllBack() {
    try (Stage stage = open("sticky");
        Shoppers shoppers = new Shoppers(stage)) {
      stage.release("v2", Map.of());
      stage.awaitPauseAt("20%");
      Instant at20 = Instant.now();
      shoppers.awaitVisits();
      Instant resumed = Instant.now();
      stage.shop.asks("Resume", null);
      stage.awaitPauseAt("50%");
      Instant at50 = Instant.now();
      shoppers.awaitVisits();
      Instant asked = Instant.now();
      Kim.awaitDone(stage.kim.asksForAbort());
      Instant done = Instant.now();
      stage.awaitRolledBack();
      shoppers.awaitVisits();
      Visits visits = shoppers.stop();
      Answers answers = stage.clients.stop();

      assertStay(visits.met(at20, resumed), 20);
      assertStay(visits.met(at50, asked), 50);
      assertThat(visits.met(at20, asked))
          .as("a growing weight takes over, and gives nobody back")
          .hasSize(Shoppers.COUNT)
          .allMatch(met -> List.of(OLD, NEW, List.of("v1", "v2")).contains(met));
      assertThat(visits.met(done, Instant.MAX)).hasSize(Shoppers.COUNT).allMatch(OLD::equals);
      assertNoneLost(answers, visits);
      stage.assertTrafficAsBefore();
      stage.assertPodsUntouched("v1");
    }
  }

  @Test
  void aPromotionTakesAllClientsOverAndLeavesTheRouteAsItWas() {
    try (Stage stage = open("loyal");
        Shoppers shoppers = new Shoppers(stage)) {
      stage.release("v2", Map.of());
      stage.awaitPauseAt("20%");
      shoppers.awaitVisits();
      stage.shop.asks("Promote", null);
      stage.awaitPromoted("v2");
      Instant promoted = Instant.now();
      shoppers.awaitVisits();
      Visits visits = shoppers.stop();
      Answers answers = stage.clients.stop();

      assertThat(visits.met(promoted, Instant.MAX)).hasSize(Shoppers.COUNT).allMatch(NEW::equals);
      assertNoneLost(answers, visits);
      stage.assertObjectsAsBefore("v2");
      stage.assertPodsUntouched("v1");
      stage.assertPodsUntouched("v2");
    }
  }

  private static Stage open(String name) {
    return Stage.open(name, Manner.sticky(), deployment -> deployment, _ -> Map.of(), _ -> {});
  }

  private static void assertStay(List<List<String>> met, int percent) {
    assertThat(met)
        .as("at %d %%", percent)
        .hasSize(Shoppers.COUNT)
        .allMatch(versions -> versions.size() == 1);
    long of = met.stream().filter(NEW::equals).count();
    Figure.count("clients with v2 at %d %%".formatted(percent), of, "of " + met.size());
    assertThat(100.0 * of / met.size()).isCloseTo((double) percent, within(TOLERANCE));
  }

  private static void assertNoneLost(Answers answers, Visits visits) {
    answers.assertNoneLost(answers.all());
    assertThat(visits.all().lost()).as(visits.all().toString()).isZero();
    Map<String, Long> answered = new TreeMap<>(answers.all().answered());
    visits.all().answered().forEach((version, count) -> answered.merge(version, count, Long::sum));
    assertThat(answers.handled()).as("what the apps counted").isEqualTo(answered);
    Figure.count("requests of shoppers, none lost", visits.all().sent(), "requests");
  }
}
