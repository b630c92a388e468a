package dev.mulkko.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.engine.model.Analysis;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.model.Step;
import dev.mulkko.engine.model.Strategy;
import dev.mulkko.kube.Snapshot;
import dev.mulkko.kube.advice.Surroundings;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is read from the server, and when. */
class AdvisorTest {

  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  private static final Spec SPEC =
      new Spec(
          "shop",
          "shop",
          "shop",
          "shop",
          List.of("HTTPRoute shop"),
          new Strategy.Canary(List.of(new Step.SetWeight(5)), Duration.ZERO, Duration.ZERO),
          Analysis.none(),
          Duration.ofSeconds(3),
          Duration.ofSeconds(2),
          Duration.ofMinutes(10),
          5,
          false);

  private int reads;
  private List<HorizontalPodAutoscaler> autoscalers = List.of(autoscaler());
  private final Advisor advisor =
      new Advisor(
          _ -> {
            reads++;
            return new Surroundings(autoscalers, List.of(), List.of(), List.of());
          });

  @Test
  void whatDidNotChangeIsReadOnce() {
    List<String> first = advice(seen(-1), 1, 1, true);
    assertThat(first).singleElement().asString().contains("scales by memory");
    assertThat(advice(seen(-1), 1, 1, true)).isEqualTo(first);
    assertThat(advice(seen(1), 1, 1, true)).isEqualTo(first);
    assertThat(reads).isEqualTo(1);
  }

  @Test
  void aChangeOfTheRolloutOrTheDeploymentIsALookAgain() {
    advice(seen(-1), 1, 1, true);
    autoscalers = List.of();
    assertThat(advice(seen(1), 1, 1, true)).isNotEmpty();
    assertThat(advice(seen(1), 2, 1, true)).isEmpty();
    assertThat(advice(seen(2), 2, 2, true)).isEmpty();
    assertThat(reads).isEqualTo(3);
  }

  @Test
  void aRolloutUnderWayWaitsForNoAdvice() {
    List<String> before = advice(seen(-1), 1, 1, true);
    assertThat(advice(seen(1), 1, 2, false)).isEqualTo(before);
    assertThat(reads).isEqualTo(1);
    advice(seen(1), 1, 3, true);
    assertThat(reads).isEqualTo(2);
  }

  @Test
  void aRestartReadsNothingAndSaysTheSame() {
    RolloutStatus said =
        YAML.unmarshal(
            "observedGeneration: 1\nadvice: [Deployment shop x, HorizontalPodAutoscaler old y]",
            RolloutStatus.class);
    assertThat(advice(said, 1, 7, true)).containsExactly("HorizontalPodAutoscaler old y");
    assertThat(advice(said, 1, 7, true)).containsExactly("HorizontalPodAutoscaler old y");
    assertThat(reads).isZero();
    assertThat(advice(said, 1, 8, true)).singleElement().asString().contains("shop-hpa");
    assertThat(reads).isEqualTo(1);
  }

  @Test
  void withoutADeploymentThereIsNothingToAdviseOn() {
    assertThat(advisor.advise(snapshot(seen(-1), 1, null), SPEC, true)).isEmpty();
    assertThat(reads).isZero();
  }

  private List<String> advice(RolloutStatus status, long rollout, long deployment, boolean atRest) {
    Deployment object =
        YAML.unmarshal(
            """
            kind: Deployment
            metadata: {name: shop, generation: %d}
            spec:
              replicas: 2
              template:
                spec:
                  containers:
                    - {name: app, readinessProbe: {}, lifecycle: {preStop: {sleep: {seconds: 5}}}}
            """
                .formatted(deployment),
            Deployment.class);
    return advisor.advise(snapshot(status, rollout, object), SPEC, atRest);
  }

  private static RolloutStatus seen(long generation) {
    return YAML.unmarshal("observedGeneration: " + generation, RolloutStatus.class);
  }

  private static Snapshot snapshot(
      RolloutStatus status, long generation, @Nullable Deployment deployment) {
    Rollout rollout = new Rollout();
    rollout.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace("shop")
            .withName("shop")
            .withGeneration(generation)
            .build());
    rollout.setStatus(status);
    return new Snapshot(
        rollout,
        deployment,
        List.of(),
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        null);
  }

  private static HorizontalPodAutoscaler autoscaler() {
    return YAML.unmarshal(
        """
        kind: HorizontalPodAutoscaler
        apiVersion: autoscaling/v2
        metadata: {name: shop-hpa}
        spec:
          scaleTargetRef: {kind: Deployment, name: shop}
          maxReplicas: 9
          metrics: [{type: Resource, resource: {name: memory}}]
        """,
        HorizontalPodAutoscaler.class);
  }
}
