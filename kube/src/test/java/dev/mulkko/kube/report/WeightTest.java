package dev.mulkko.kube.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Plan.Phase;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Yaml;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Only what the data plane was seen to carry is called the weight. */
class WeightTest {

  private static final String ACCEPTED =
      """
      status:
        parents:
          - parentRef: {name: edge}
            conditions:
              - {type: Accepted, status: "True", observedGeneration: 3}
              - {type: ResolvedRefs, status: "True", observedGeneration: 3}
      """;

  private static final String SPLIT =
      Shop.ROUTE.replaceAll(
          "- ?\\{group: \"\", kind: Service, name: shop, .*}|\\[\\{group: \"\", kind: Service,"
              + " name: shop, .*}]",
          "[{name: shop-old, weight: 60}, {name: shop-new, weight: 40}]");

  @Test
  void aSplitThatIsInForceIsTheWeight() {
    assertThat(weight(SPLIT + ACCEPTED)).isEqualTo("40%");
  }

  @Test
  void aSplitThatIsNotYetInForceIsNone() {
    assertThat(weight(SPLIT)).isNull();
    assertThat(weight(SPLIT + ACCEPTED.replace("observedGeneration: 3", "observedGeneration: 2")))
        .isNull();
  }

  @Test
  void rulesThatDisagreeHaveNone() {
    assertThat(weight(SPLIT.replaceFirst("weight: 40", "weight: 7") + ACCEPTED)).isNull();
  }

  @Test
  void atHomeEverythingGoesToWhatTheDeploymentHas() {
    assertThat(weight(Shop.ROUTE + ACCEPTED)).isEqualTo("0%");
    Moment moment = Moment.of(Shop.DEPLOYMENT, Shop.ROUTE + ACCEPTED);
    var progress = Objects.requireNonNull(moment.memory().progress()).promoted(Moment.NOW);
    Note note = new Note(Reason.Promoted, "new is promoted");
    assertThat(moment.report(Phase.Promoting, moment.memory().with(progress), note, "").weight())
        .isEqualTo("100%");
  }

  @Test
  void aRollingUpdateHasTheShareOfPodsThatAreNew() {
    String rollout =
        Shop.ROLLOUT
            .replaceAll("strategy: .*", "strategy: {rolling: {}}")
            .replaceAll("  traffic: .*\n", "");
    String deployment = Shop.DEPLOYMENT + "status: {replicas: 7, updatedReplicas: 2}\n";
    RolloutStatus status =
        Moment.at(Moment.NOW, Yaml.object(Rollout.class, rollout), deployment)
            .report(Phase.Progressing, Reason.RollingUpdate, "x");
    assertThat(status.weight()).isEqualTo("33%");
    assertThat(status.strategy()).isEqualTo("Rolling");
    assertThat(status.step()).isEqualTo("1/1");
  }

  /** Nobody uses it but who looks at the new version before. */
  @Test
  void whatARouteOfPreviewsGivesIsNoWeight() {
    String rollout =
        Shop.ROLLOUT.replaceAll(
            "strategy: .*",
            "strategy: {blueGreen: {previewRoutes: [{kind: HTTPRoute, name: preview}]}}");
    String preview =
        SPLIT
            .replace("name: shop, namespace", "name: preview, namespace")
            .replace("weight: 60}", "weight: 0}")
            .replace("weight: 40}", "weight: 100}");
    RolloutStatus status =
        Moment.at(
                Moment.NOW,
                Yaml.object(Rollout.class, rollout),
                Shop.DEPLOYMENT,
                SPLIT + ACCEPTED,
                preview)
            .report(Phase.Progressing, Reason.Settling, "x");
    assertThat(status.weight()).isEqualTo("40%");
  }

  private static @Nullable String weight(String route) {
    return Moment.of(Shop.DEPLOYMENT, route)
        .report(Phase.Progressing, Reason.Settling, "x")
        .weight();
  }
}
