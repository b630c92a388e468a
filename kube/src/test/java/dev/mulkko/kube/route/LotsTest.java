package dev.mulkko.kube.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.model.Sticky;
import dev.mulkko.engine.plan.Observation.Cohort;
import dev.mulkko.kube.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every lot that can be drawn, at every weight. */
class LotsTest {

  @Test
  void aLotIsTheCanarysFromItsWeightOnAndStablesBefore() {
    for (int weight = 1; weight < 100; weight++) {
      for (int lot = 1; lot <= 100; lot++) {
        assertThat(holder(at(weight), "new." + lot))
            .as("lot %d at %d %%", lot, weight)
            .containsExactly(lot <= weight ? "new" : "old");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"new.0", "new.101", "new.05", "new.", "new", "old.5", "newer.5", "new-5"})
  void whatIsNoLotOfThisCanaryIsDrawnAnew(String value) {
    assertThat(holder(at(50), value)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"5", "20", "37", "50", "99"})
  void asManyDrawTheCanaryAsItsWeightIs(int weight) {
    List<Part> parts = at(weight).parts();
    assertThat(parts.stream().mapToInt(Part::percent).sum()).isEqualTo(100);
    assertThat(
            parts.stream()
                .filter(part -> part.revision().equals(Optional.of("new")))
                .mapToInt(Part::percent)
                .sum())
        .isEqualTo(weight);
  }

  @Test
  void aCookieIsForAllPathsAndNoScripts() {
    assertThat(at(20).parts().getFirst().cookie())
        .contains("lane=new.5; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax");
  }

  @Test
  void theAnnotationKeepsAllOfIt() {
    assertThat(Lots.read(at(20).kept())).contains(at(20));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "7", "{}", "{\"lots\": []}", "{\"lots\": 5}"})
  void whatIsSpoiledIsNothing(String spoiled) {
    assertThat(Lots.read(Json.parse(spoiled))).isEqualTo(Optional.empty());
  }

  private static Lots at(int weight) {
    Sticky sticky = new Sticky("lane", Duration.ofHours(1), List.of(5, 20, 50));
    return new Lots("old", "new", weight, sticky.with(weight));
  }

  /** Whose rules a cookie of this value meets. */
  private static List<String> holder(Lots lots, String value) {
    return lots.holders().stream()
        .filter(cohort -> expression(cohort).matcher("a=b; lane=" + value + "; c=d").find())
        .map(Cohort::revision)
        .toList();
  }

  private static Pattern expression(Cohort cohort) {
    return Pattern.compile(
        Conditions.added(Json.parse("[]"), Json.parse("{}"), cohort.match())
            .at("/0/headers/0/value")
            .asText());
  }
}
