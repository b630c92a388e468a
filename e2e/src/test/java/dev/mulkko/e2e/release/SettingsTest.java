package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people set besides, and what must make no difference. */
@Tag("cluster")
final class SettingsTest {

  enum Setting {
    REVISION_HISTORY_LIMIT_1 {
      @Override
      void on(Deployment deployment) {
        deployment.getSpec().setRevisionHistoryLimit(1);
      }
    },
    MIN_READY_SECONDS_5 {
      @Override
      void on(Deployment deployment) {
        deployment.getSpec().setMinReadySeconds(5);
      }
    },
    NO_POD_MAY_BE_EVICTED {
      @Override
      void besides(Stage stage) {
        stage
            .kim
            .client()
            .resource(
                new PodDisruptionBudgetBuilder()
                    .withNewMetadata()
                    .withName("shop")
                    .endMetadata()
                    .withNewSpec()
                    .withMaxUnavailable(new IntOrString(0))
                    .withNewSelector()
                    .withMatchLabels(Map.of("app", "shop"))
                    .endSelector()
                    .endSpec()
                    .build())
            .inNamespace(stage.shop.namespace())
            .create();
      }
    };

    void on(Deployment deployment) {}

    void besides(Stage stage) {}
  }

  @ParameterizedTest
  @EnumSource
  void aSettingMakesNoDifferenceToARelease(Setting setting) {
    try (Stage stage =
        Stage.open(
            "settings",
            Pace.QUICK,
            deployment -> {
              setting.on(deployment);
              return deployment;
            })) {
      String namespace = stage.shop.namespace();
      setting.besides(stage);
      stage.release("v2", Map.of());
      stage.awaitPromoted("v2");
      Answers answers = stage.clients.stop();

      answers.assertNoneLostOrRepeated();
      stage.assertObjectsAsBefore("v2");
      stage.assertPodsUntouched("v1");
      stage.assertPodsUntouched("v2");
      assertThat(stage.lab.client().apps().replicaSets().inNamespace(namespace).list().getItems())
          .as("what runs, and what an undo needs")
          .extracting(rs -> rs.getSpec().getReplicas())
          .containsExactlyInAnyOrder(Stage.REPLICAS, 0);
    }
  }
}
