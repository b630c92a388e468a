package dev.mulkko.kube.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.engine.judge.Limits;
import dev.mulkko.engine.judge.Reach;
import dev.mulkko.kube.golden.Yaml;
import dev.mulkko.kube.read.SpecReader;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonAdviceTest {

  private static final String STEPS =
      "steps: [{setWeight: 5}, {pause: {duration: 10m}}, {setWeight: 50}, {pause: {duration: 10m}}]";

  @Test
  void whatIsEnoughForAServiceWithFiftyRequestsIsNotSpokenOf() throws InvalidSpec {
    assertThat(advice(STEPS, "requests: {}")).isEmpty();
    assertThat(advice(STEPS, "requests: {}, minSoak: 10m, maxFalseRollback: 0.1%")).isEmpty();
    assertThat(advice("steps: [{setWeight: 1}]", "metrics: []")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "maxFalseRollback: 1% | maxFalseRollback",
        "onUndecided: Pause | onUndecided",
        "minSoak: 30s, onUndecided: Pause, maxFalseRollback: 1% | maxFalseRollback, minSoak, onUndecided",
      })
  void whatIsForTheComparisonAloneNeedsIt(String fields, String named) throws InvalidSpec {
    assertThat(advice(STEPS, fields))
        .containsExactly(
            "spec.analysis has %s, but not requests, for which alone that is: write requests: {} too, or leave it out"
                .formatted(named));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "steps: [{setWeight: 0}, {pause: {duration: 10m}}, {setWeight: 100}] | true",
        "steps: [{setCanaryScale: {replicas: 1}}] | true",
        "steps: [{setWeight: 5}], stepTime: 0s | true",
        "steps: [{setWeight: 5}, {pause: {}}] | false",
        "steps: [{setWeight: 5}, {approval: {}}] | false",
        "steps: [{setWeight: 5}], onComplete: Pause | false",
        "steps: [{setMatch: {headers: [{name: a, exact: b}]}}] | false",
      })
  void withoutAWeightThereIsNothingToCompare(String canary, boolean said) throws InvalidSpec {
    assertThat(advice(canary, "requests: {}").contains(nothing())).isEqualTo(said);
  }

  private static String nothing() {
    return "spec.analysis.requests compares nothing: no step of spec.strategy.canary holds a weight from 1 to 99; write for example setWeight: 5 as the first one";
  }

  @Test
  void aStepWithTooFewRequestsIsNamed() throws InvalidSpec {
    assertThat(
            advice(
                "steps: [{setWeight: 20}, {setWeight: 21}, {pause: {duration: 4s}}, {setWeight: 22}, {pause: {duration: 4s}}]",
                "requests: {}"))
        .containsExactly(
            "spec.strategy.canary.steps[2] brings the new version 50 requests only from 60 requests/s on: below, it holds until they have come, and pauses after spec.analysis.holdFor; give it more time or weight");
    assertThat(advice("steps: [{setWeight: 50}, {pause: {duration: 2s}}]", "requests: {}"))
        .noneMatch(sentence -> sentence.contains("brings the new version"));
    assertThat(advice("steps: [{setWeight: 49}, {pause: {duration: 2s}}]", "requests: {}"))
        .singleElement()
        .asString()
        .contains("only from 52 requests/s on");
  }

  @Test
  void aStepIsNotOverBeforeAWishedSoak() throws InvalidSpec {
    String canary = "steps: [{setWeight: 20}, {setWeight: 50}, {pause: {duration: 4m}}]";
    assertThat(advice(canary, "requests: {}, minSoak: 2m")).isEmpty();
    assertThat(advice(canary, "requests: {}, minSoak: 3m"))
        .containsExactly(
            "spec.strategy.canary.steps[0] is over before spec.analysis.minSoak, so that no version is proven healthy there and each goes on without a verdict: give it at least 3m, or write a shorter minSoak");
    assertThat(advice(canary, "requests: {}, minSoak: 5m, onUndecided: Pause").getFirst())
        .contains("steps[0]", "each waits for a person: give it at least 5m");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "90, 20s, 90s | steps[1] is over before spec.analysis.minSoak, so that | at least 30s",
        "80, 90s, 50s | steps[3] is over before spec.analysis.minSoak, so that | at least 1m",
      })
  void whereAPersonDecidesTheUsualSoakCountsToo(String steps, String said, String atLeast)
      throws InvalidSpec {
    String[] part = steps.split(", ");
    String canary =
        "steps: [{setWeight: %s}, {pause: {duration: %s}}, {setWeight: 91}, {pause: {duration: %s}}]"
            .formatted((Object[]) part);
    assertThat(advice(canary, "requests: {}, onUndecided: Pause"))
        .anyMatch(sentence -> sentence.contains(said) && sentence.contains(atLeast));
    assertThat(advice(canary, "requests: {}")).noneMatch(sentence -> sentence.contains("minSoak"));
  }

  @Test
  void whereAPersonDecidesTheTimeToProveHealthIsSaid() throws InvalidSpec {
    assertThat(advice(STEPS, "requests: {}, onUndecided: Pause"))
        .containsExactly(
            "spec.strategy.canary.steps[1] is too short to prove each healthy version below about %d requests/s, and then waits for a person: give it more time or weight, or leave spec.analysis.onUndecided out"
                .formatted(Math.ceilDiv(100 * Reach.healthy(5), 5 * 600)));
    assertThat(
            advice(
                "steps: [{setWeight: 20}, {pause: {duration: 10m}}]",
                "requests: {}, onUndecided: Pause"))
        .isEmpty();
  }

  @Test
  void whatIsOverBeforeABadVersionShowsIsSaid() throws InvalidSpec {
    int needed = (int) (100.0 / (10 * 30.0 / Reach.worse(10))) + 1;
    String canary = "steps: [{setWeight: 10}, {pause: {duration: 30s}}%s]%s";
    assertThat(needed).isBetween(51, 80);
    assertThat(advice(canary.formatted("", ""), "requests: {}"))
        .containsExactly(
            "spec.strategy.canary.steps are over before a version of which 5 %% fail is sure to be found worse, below about %d requests/s: give them more time or weight"
                .formatted(needed));
    assertThat(advice(canary.formatted(", {setWeight: 20}", ""), "requests: {}")).isEmpty();
    assertThat(advice(canary.formatted(", {approval: {}}", ""), "requests: {}")).isEmpty();
    assertThat(advice(canary.formatted("", ", onComplete: Abort"), "requests: {}")).isEmpty();
    assertThat(advice(canary.formatted("", ""), "requests: {}, maxFalseRollback: 2%")).isEmpty();
    assertThat(advice(canary.formatted("", ""), "requests: {}, maxFalseRollback: 0.5%")).hasSize(1);
  }

  /** Its requests are not those of a weight. */
  @Test
  void ofStepsWithOtherRequestsNothingIsSaid() throws InvalidSpec {
    assertThat(
            advice(
                "steps: [{setMirror: {}}, {setWeight: 1}, {pause: {duration: 1s}}]",
                "requests: {}"))
        .isEmpty();
  }

  /** The policy has no judge: it has its numbers. */
  @Test
  void thePolicyHasTheNumbersOfTheJudge() throws IOException {
    String worse =
        IntStream.rangeClosed(1, 99)
            .mapToObj(percent -> String.valueOf(Reach.worse(percent)))
            .collect(Collectors.joining(", ", "[", "]"));
    String text = policy().replaceAll("\\s+", " ");
    assertThat(text).contains("- name: worse expression: >- " + worse);
    assertThat(IntStream.rangeClosed(1, 99).map(Reach::healthy).distinct().boxed())
        .singleElement()
        .satisfies(
            healthy ->
                assertThat(text).contains("- name: healthy expression: \"%d\"".formatted(healthy)));
    assertThat(text)
        .contains("- name: usual expression: \"%d\"".formatted(ComparisonAdvice.REQUESTS))
        .contains("- name: fewest expression: \"%d\"".formatted(Limits.DEFAULT.minRequests()))
        .contains(
            "? %d : %d)"
                .formatted(
                    Limits.DEFAULT.firstSoak().toSeconds(), Limits.DEFAULT.laterSoak().toSeconds()))
        .contains(nothing());
  }

  private static String policy() throws IOException {
    try (InputStream text =
        Rollout.class.getResourceAsStream("/META-INF/mulkko/policy/advise-rollout.yaml")) {
      return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<String> advice(String canary, String analysis) throws InvalidSpec {
    String text =
        """
        apiVersion: mulkko.dev/v1beta1
        kind: Rollout
        metadata: {name: shop, namespace: shop}
        spec:
          workloadRef: {name: shop}
          traffic: {service: shop, routes: [{kind: HTTPRoute, name: shop}]}
          strategy: {canary: {%s}}
          analysis: {%s}
        """
            .formatted(canary, analysis);
    Rollout rollout = Yaml.object(Rollout.class, text);
    List<String> advice = ComparisonAdvice.of(rollout, SpecReader.read(rollout));
    assertThat(advice).allMatch(sentence -> sentence.length() <= Advice.BYTES);
    return advice;
  }
}
