package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.Analysis;
import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.api.v1beta1.Metric;
import dev.mulkko.api.v1beta1.MetricComparison;
import dev.mulkko.api.v1beta1.MetricProvider;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutSpec;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.e2e.Product;
import dev.mulkko.e2e.SharedLab;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A team knows the names of queries; address, credentials and PromQL are the administrator's. */
@Tag("cluster")
final class ProviderTest {

  /** The mean time of an answer, in seconds. */
  private static final String LATENCY =
      """
      sum(rate(http_server_requests_seconds_sum{namespace="$(namespace)", pod=~"$(pods)"}[5s]))
        / sum(rate(http_server_requests_seconds_count{namespace="$(namespace)", pod=~"$(pods)"}[5s]))
      """;

  @Test
  void aVersionThatIsSlowerThanStableIsTakenBackByAQueryOfAProvider() throws IOException {
    try (Scene scene = Scene.open("provider", LATENCY)) {
      Stage stage = scene.stage;
      stage.release("v2", Map.of("LATENCY_MS", "100"));
      RolloutStatus end = stage.awaitRolledBack();
      Answers answers = stage.clients.stop();

      assertThat(end.refused().getFirst().reason()).isEqualTo("MetricFailed");
      assertThat(end.refused().getFirst().message())
          .contains("latency is 0.", "(stable ", "above 3 times stable's");
      answers.assertNoneLostOrRepeated();
      scene.assertTokenIsNowhere();
    }
  }

  @Test
  void aQueryThatIsWrongHoldsUntilItsAdministratorCorrectsIt() throws IOException {
    try (Scene scene = Scene.open("corrected", "sum(rate(x{pod=~\"$(pods)\"}")) {
      Stage stage = scene.stage;
      stage.release("v2", Map.of());
      RolloutStatus held =
          stage.awaitUnstopped(
              "holds for the broken query", status -> "MetricQueryBroken".equals(status.reason()));
      assertThat(held.message()).contains("correct it in spec.queries of MetricProvider corrected");
      scene.prometheus.correct(stage.lab.client(), "corrected", LATENCY);
      stage.awaitPromoted("v2");
      stage.clients.stop().assertNoneLostOrRepeated();
      scene.assertTokenIsNowhere();
    }
  }

  /** A shop whose operator has nothing but one provider. */
  private record Scene(String provider, GuardedPrometheus prometheus, Stage stage)
      implements AutoCloseable {

    static Scene open(String name, String query) {
      GuardedPrometheus prometheus = new GuardedPrometheus(SharedLab.lab().cluster().prometheus());
      try {
        return new Scene(
            name,
            prometheus,
            Stage.open(
                name,
                rollout -> judged(rollout, name + "/latency"),
                deployment -> deployment,
                _ -> GuardedPrometheus.environment(),
                _ -> prometheus.install(SharedLab.lab().client(), name, query)));
      } catch (RuntimeException | Error e) {
        prometheus.close();
        throw e;
      }
    }

    private static Rollout judged(Rollout rollout, String use) {
      RolloutSpec quick = Pace.QUICK.apply(rollout).getSpec();
      rollout.setSpec(
          new RolloutSpec(
              quick.workloadRef(),
              quick.traffic(),
              quick.strategy(),
              new Analysis(List.of(latency(use)), null, null, null, null, null, null, null, null),
              quick.progressDeadline(),
              quick.revisionHistoryLimit(),
              quick.suspend()));
      return rollout;
    }

    private static Metric latency(String use) {
      return new Metric(
          null,
          null,
          null,
          use,
          null,
          null,
          null,
          new MetricComparison("Stable", 3, null, 0.03),
          "1s",
          1,
          "4s",
          2);
    }

    /** The server has repeated it in its errors. */
    void assertTokenIsNowhere() throws IOException {
      assertThat(prometheus.hasRepeatedTheToken()).isTrue();
      String all =
          Serialization.asJson(stage.shop.status())
              + Serialization.asJson(stage.events())
              + Serialization.asJson(records())
              + Files.readString(stage.operator().log());
      assertThat(all).isNotEmpty().doesNotContain(Product.TOKEN);
    }

    private List<DeploymentRecord> records() {
      return stage
          .lab
          .client()
          .resources(DeploymentRecord.class)
          .inNamespace(stage.shop.namespace())
          .list()
          .getItems();
    }

    @Override
    public void close() {
      try (prometheus) {
        stage
            .lab
            .client()
            .resources(MetricProvider.class)
            .withName(stage.shop.namespace())
            .delete();
        stage.close();
      }
    }
  }
}
