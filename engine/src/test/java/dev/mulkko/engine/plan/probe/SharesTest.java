package dev.mulkko.engine.plan.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.model.Look;
import dev.mulkko.engine.model.Probe;
import dev.mulkko.engine.model.Sight;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What so many answers prove. */
class SharesTest {
  private static final List<String> STABLE = List.of("v1");
  private static final int DRAWS = 2000;

  @ParameterizedTest
  @CsvSource({
    // weight, of the new version, of the old one, silent
    "20,  20,  80,  0, Agrees",
    "20,   4,  96,  0, Agrees",
    "20,  36,  64,  0, Agrees",
    "20,   3,  97,  0, Off",
    "20,  37,  63,  0, Off",
    "20,   0, 100,  0, Off",
    "20,  20,  70, 10, Agrees",
    "20,   3,  90,  7, Unclear",
    "20,   0,  97,  3, Off",
    "20,   0,  90, 10, Unclear",
    "20,  50,   0, 50, Off",
    "20,   0,   0, 100, Unclear",
    "5,    0, 100,  0, Off",
    "5,    1,  99,  0, Agrees",
    "95, 100,   0,  0, Off",
    "100, 100,  0,  0, Agrees",
    "100, 95,   5,  0, Agrees",
    "100, 94,   6,  0, Off",
    "100, 96,   0,  4, Agrees",
    "100, 90,   0, 10, Unclear",
  })
  void aLookOfAHundredRequests(int weight, int canary, int old, int silent, String verdict) {
    assertThat(name(judge(weight, canary, old, silent))).isEqualTo(verdict);
  }

  @Test
  void theSentenceSaysWhatWasSeenAndWhatWouldDo() {
    assertThat(judge(20, 3, 97, 0).words())
        .isEqualTo(
            "20 % was written, but 3 of 100 requests were answered by the new version, where 4 to 36 would do");
    assertThat(judge(20, 3, 90, 7).words())
        .isEqualTo("7 of 100 requests told no version: nobody answers");
  }

  @Test
  void whatStableNeverSaidIsTheNewVersions() {
    Sight sight = sight(100, Map.of("v1", 40, "v1-b", 40, "v2", 12, "v3", 8), 0);
    assertThat(Shares.judge(sight, List.of("v1", "v1-b"), 20))
        .isEqualTo(
            new Verdict.Agrees(
                "20 of 100 requests were answered by the new version, 20 % was written"));
  }

  /** Every request that told nothing may have met either version. */
  @ParameterizedTest
  @ValueSource(ints = {1, 20, 50, 99, 100})
  void itIsDecidedOnlyWhereTheSilentMakeNoDifference(int weight) {
    int decided = 0;
    for (int canary = 0; canary <= 40; canary++) {
      for (int silent = 1; canary + silent <= 40; silent++) {
        int old = 40 - canary - silent;
        String verdict = name(judge(weight, canary, old, silent));
        if (!verdict.equals("Unclear")) {
          decided++;
          int met = canary;
          assertThat(IntStream.rangeClosed(0, silent))
              .as("weight %d: %d new, %d old, %d silent", weight, canary, old, silent)
              .allMatch(j -> name(judge(weight, met + j, 40 - met - j, 0)).equals(verdict));
        }
      }
    }
    assertThat(decided).isPositive();
  }

  /** The worst of these is 5 % of 100, of which none is met once in 170 looks. */
  @ParameterizedTest
  @CsvSource({"5, 100", "10, 100", "50, 100", "90, 100", "1, 1000", "20, 1000", "50, 20"})
  void aFairDataPlaneIsSeldomAskedTwice(int weight, int requests) {
    assertThat(shareOfOff(weight, weight, requests)).isLessThan(0.01);
  }

  @ParameterizedTest
  @CsvSource({
    "20, 0, 100",
    "50, 5, 100",
    "100, 50, 100",
    "5, 0, 100",
    "50, 100, 100",
    "20, 5, 1000"
  })
  void oneThatCarriesAnotherShareIsSeen(int weight, int carried, int requests) {
    assertThat(shareOfOff(weight, carried, requests)).isGreaterThan(0.999);
  }

  @Test
  void whatIsAllowedIsNeverLessThanFourStandardDeviations() {
    assertThat(probe(100).allowed(20)).isEqualTo(16);
    assertThat(probe(1000).allowed(20)).isBetween(5.05, 5.07);
    assertThat(probe(100).allowed(100)).isEqualTo(5);
  }

  private static double shareOfOff(int weight, int carried, int requests) {
    Random random = new Random(20261129);
    int off = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      int canary = 0;
      for (int i = 0; i < requests; i++) {
        canary += random.nextInt(100) < carried ? 1 : 0;
      }
      off += name(judge(weight, canary, requests - canary, 0)).equals("Off") ? 1 : 0;
    }
    return (double) off / DRAWS;
  }

  private static Verdict judge(int weight, int canary, int old, int silent) {
    Map<String, Integer> answers = new TreeMap<>(Map.of("v1", old, "v2", canary));
    answers.values().removeIf(count -> count == 0);
    return Shares.judge(sight(canary + old + silent, answers, silent), STABLE, weight);
  }

  private static Sight sight(int requests, Map<String, Integer> answers, int silent) {
    Look look = new Look(probe(requests), "7d9e", "weight", Instant.EPOCH);
    return new Sight(
        look, Instant.EPOCH, answers, silent, silent == 0 ? "" : "nobody answers", Set.of());
  }

  private static Probe probe(int requests) {
    return new Probe("http://gateway.example", Optional.empty(), "x-version", requests, 5);
  }

  private static String name(Verdict verdict) {
    return verdict.getClass().getSimpleName();
  }
}
