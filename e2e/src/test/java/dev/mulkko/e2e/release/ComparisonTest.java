package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.Analysis;
import dev.mulkko.api.v1beta1.OwnCounters;
import dev.mulkko.api.v1beta1.RequestComparison;
import dev.mulkko.api.v1beta1.RequestRecord;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutSpec;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.e2e.SharedLab;
import dev.mulkko.e2e.Shop;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The requests of both versions decide, whoever counts them. */
@Tag("cluster")
final class ComparisonTest {

  private static final String SAMPLE = "canary-compare";

  /** A version is warm after a minute; all that comes then takes seconds. */
  private static final Duration WARM = Duration.ofMinutes(3);

  @Test
  void aVersionThatFailsMoreOftenIsTakenBackWithoutAQuery() {
    try (Stage stage = Stage.openAs(SAMPLE)) {
      stage.release("v2", Map.of("ERROR_RATE", "0.5"));
      RolloutStatus end = stage.awaitRolledBack();
      Answers answers = stage.clients.stop();

      assertThat(end.refused().getFirst().reason()).isEqualTo("CanaryWorse");
      answers.assertNoneLost(answers.all());
      assertThat(answers.all().failed()).as("failed by v2").isPositive();
      stage.assertTrafficAsBefore();
      stage.assertPodsUntouched("v1");
    }
  }

  @Test
  void aHealthyVersionDoesNotWaitForTheEndOfItsSteps() {
    try (Stage stage = Stage.openAs(SAMPLE)) {
      stage.release("v2", Map.of());
      stage.shop.await(WARM, "v2 is promoted", _ -> stage.shop.promoted("v2"));
      Answers answers = stage.clients.stop();

      answers.assertNoneLostOrRepeated();
      stage.assertPodsUntouched("v1");
      stage.assertPodsUntouched("v2");
    }
  }

  @Test
  void aVersionThatIsSlowIsTakenBack() {
    try (Stage stage = Stage.openAs(SAMPLE)) {
      stage.release("v2", Map.of("LATENCY_MS", "100"));
      var _ = stage.shop.await(WARM, "v2 is taken back", _ -> stage.shop.rolledBack());
      RolloutStatus end = stage.shop.status();
      Answers answers = stage.clients.stop();

      assertThat(end.refused().getFirst().reason()).isEqualTo("CanaryWorse");
      assertThat(end.refused().getFirst().message()).contains("share over 5 ms");
      answers.assertNoneLostOrRepeated();
      assertThat(answers.all().failed()).isZero();
    }
  }

  /** Between two processes requests are lost to the count, and none is counted twice. */
  @Test
  void anotherOperatorGoesOnWithWhatWasKnown() {
    try (Stage stage = Stage.openAs(SAMPLE)) {
      stage.release("v2", Map.of());
      RequestRecord before = counted(stage, Instant.EPOCH);
      stage.killOperator();
      stage.startOperator();
      RequestRecord after = counted(stage, before.through());
      Answers answers = stage.clients.stop();

      assertThat(after.clock()).as("evidence, in ms").isGreaterThan(before.clock());
      assertThat(after.counts().getFirst())
          .as("requests of the canary that were counted")
          .isGreaterThan(before.counts().getFirst())
          .isLessThanOrEqualTo(answers.all().answeredBy("v2"));
    }
  }

  /** What the first step knows of failures, once it is newer than that. */
  private static RequestRecord counted(Stage stage, Instant than) {
    AtomicReference<RequestRecord> found = new AtomicReference<>();
    stage.awaitUnstopped(
        "requests are counted after " + than,
        status -> {
          if (status.rollout() != null && !status.rollout().requests().isEmpty()) {
            found.set(status.rollout().requests().getFirst());
          }
          return found.get() != null && found.get().through().isAfter(than);
        });
    return found.get();
  }

  /** Port 1 is what a network policy does: no pod tells anything to the operator. */
  @ParameterizedTest
  @CsvSource({
    "Auto, 1, Prometheus (pods:",
    "Prometheus, , Prometheus",
    "Traefik, , Traefik",
    "Counters, , Counters"
  })
  void wherePodsTellNothingPrometheusDoes(String source, Integer port, String from) {
    RequestComparison requests =
        new RequestComparison(
            source, port, null, null, null, source.equals("Counters") ? COUNTERS : null, null);
    try (Stage stage =
        Stage.open(
            "told-by",
            _ -> comparing(Shop.sample(SharedLab.lab(), SAMPLE), requests),
            deployment -> deployment,
            _ -> Map.of(),
            _ -> {})) {
      assertTakenBackBy(stage, from);
      Answers answers = stage.clients.stop();
      answers.assertNoneLost(answers.all());
    }
  }

  private static final OwnCounters COUNTERS =
      new OwnCounters(
          "http_server_requests_seconds_count{namespace=\"$(namespace)\", pod=~\"$(pods)\"}",
          "http_server_requests_seconds_count{pod=~\"$(pods)\", outcome=\"SERVER_ERROR\"}");

  /** Neither the operator nor Prometheus reads any pod; Traefik is not in front of this shop. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"Envoy | | Envoy", "Auto | 1 | Envoy (pods:"})
  void whereNobodyReadsThePodsTheEnvoyOfContourTells(String source, Integer port, String from) {
    RequestComparison requests = new RequestComparison(source, port, null, null, null, null, null);
    try (Stage stage =
        Stage.openBehindContour(
            "told-by-envoy",
            _ -> comparing(Shop.sample(SharedLab.lab(), SAMPLE), requests),
            ComparisonTest::unread)) {
      assertTakenBackBy(stage, from);
    }
  }

  private static Deployment unread(Deployment deployment) {
    deployment.getSpec().getTemplate().getMetadata().setAnnotations(Map.of());
    return deployment;
  }

  private static void assertTakenBackBy(Stage stage, String from) {
    AtomicReference<String> told = new AtomicReference<>("");
    stage.release("v2", Map.of("ERROR_RATE", "0.5"));
    var _ =
        stage.await(
            "is rolled back",
            status -> {
              if (status.rollout() != null && status.rollout().requestsFrom() != null) {
                told.set(status.rollout().requestsFrom());
              }
              return stage.shop.rolledBack();
            });
    RolloutStatus end = stage.shop.status();

    assertThat(end.refused().getFirst().reason()).isEqualTo("CanaryWorse");
    assertThat(told.get()).startsWith(from);
    Figure.say("taken back by %s: %s", told.get(), end.refused().getFirst().message());
  }

  private static Rollout comparing(Rollout rollout, RequestComparison requests) {
    RolloutSpec spec = rollout.getSpec();
    rollout.setSpec(
        new RolloutSpec(
            spec.workloadRef(),
            spec.traffic(),
            spec.strategy(),
            new Analysis(List.of(), null, null, requests, null, null, null, null, null),
            spec.progressDeadline(),
            spec.revisionHistoryLimit(),
            spec.suspend()));
    return rollout;
  }
}
