package dev.mulkko.kube.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.engine.model.Analysis;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.model.Step;
import dev.mulkko.engine.model.Strategy;
import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Yaml;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecReaderTest {

  @Test
  void whatIsNotWrittenHasItsDefault() throws InvalidSpec {
    assertThat(read(Shop.ROLLOUT))
        .isEqualTo(
            new Spec(
                "shop",
                "shop",
                "shop",
                "shop",
                List.of("HTTPRoute shop"),
                new Strategy.Canary(
                    List.of(
                        new Step.SetWeight(5),
                        new Step.Pause(Duration.ofMinutes(5)),
                        new Step.SetWeight(50)),
                    Duration.ofMinutes(2),
                    Duration.ofSeconds(30)),
                Analysis.none(),
                Duration.ofSeconds(3),
                Duration.ofSeconds(2),
                Duration.ofMinutes(10),
                5,
                false));
  }

  @Test
  void whatIsWrittenIsTaken() throws InvalidSpec {
    Spec spec =
        read(
            Shop.ROLLOUT
                .replace("spec:", "spec:\n  progressDeadline: 90s")
                .replace("service: shop,", "service: shop, settle: 500ms,")
                .replace("canary: {", "canary: {stepTime: 1h30m, scaleDownDelay: 0s, "));
    assertThat(spec.progressDeadline()).isEqualTo(Duration.ofSeconds(90));
    assertThat(spec.routeSettle()).isEqualTo(Duration.ofMillis(500));
    assertThat(spec.serviceSettle()).isEqualTo(Duration.ofMillis(500));
    assertThat(spec.strategy().stepTime()).isEqualTo(Duration.ofMinutes(90));
    assertThat(spec.strategy().scaleDownDelay()).isZero();
  }

  @Test
  void theSlowestOfTheRoutesSaysHowLongAllGetToSettle() throws InvalidSpec {
    String and = "kind: HTTPRoute, name: shop}, {kind: Ingress, name: shop";
    String one = "kind: HTTPRoute, name: shop";
    assertThat(read(Shop.ROLLOUT).routeSettle()).isEqualTo(Duration.ofSeconds(3));
    assertThat(read(Shop.ROLLOUT.replace(one, and)).routeSettle()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void aRollingUpdateNeedsNoTraffic() throws InvalidSpec {
    Spec spec =
        read(
            """
            apiVersion: mulkko.dev/v1beta1
            kind: Rollout
            metadata: {name: worker, namespace: shop}
            spec:
              workloadRef: {name: worker}
              strategy: {rolling: {postPromotion: 2m}}
            """);
    assertThat(spec.service()).isNull();
    assertThat(spec.routes()).isEmpty();
    assertThat(spec.strategy()).isEqualTo(new Strategy.Rolling(Duration.ofMinutes(2)));
  }

  @Test
  void aRollingUpdateMayHaveAService() throws InvalidSpec {
    Spec spec =
        read(
            Shop.ROLLOUT
                .replace(", routes: [{kind: HTTPRoute, name: shop}]", "")
                .replaceAll("canary: \\{steps: \\[.*]}", "rolling: {}"));
    assertThat(spec.service()).isEqualTo("shop");
    assertThat(spec.strategy()).isEqualTo(new Strategy.Rolling(Duration.ZERO));
  }

  /** A stored object may be older than the default of the schema. */
  @Test
  void theKindOfTheWorkloadMayBeLeftOut() throws InvalidSpec {
    assertThat(read(Shop.ROLLOUT.replace("kind: Deployment, ", "")).workload()).isEqualTo("shop");
  }

  @Test
  void weightsMayBeginAtNothingAndEndAtAll() throws InvalidSpec {
    List<Step> steps =
        read(steps("{setWeight: 0}, {setWeight: 1}, {setWeight: 100}")).strategy().steps();
    assertThat(steps)
        .containsExactly(new Step.SetWeight(0), new Step.SetWeight(1), new Step.SetWeight(100));
  }

  @ParameterizedTest
  @CsvSource({"AtEnd, false", "Ratio, true"})
  void whoDialsTheServiceMayGetTheShareOfItsPods(String written, boolean ratio) throws InvalidSpec {
    Spec spec = read(direct(Shop.ROLLOUT, written));
    assertThat(spec.directRatio()).isEqualTo(ratio);
    assertThat(spec.sharesService()).isEqualTo(ratio);
  }

  /** Where no route is left the pods are the shares; to say so is no mistake. */
  @Test
  void withoutARouteARatioIsWhatThereIsAnyway() throws InvalidSpec {
    String text =
        direct(Shop.ROLLOUT, "Ratio").replace(" routes: [{kind: HTTPRoute, name: shop}],", "");
    assertThat(read(text).sharesService()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"blueGreen: {}", "rolling: {}"})
  void onlyACanaryGivesARatio(String strategy) {
    String text =
        direct(Shop.ROLLOUT, "Ratio")
            .replace(" routes: [{kind: HTTPRoute, name: shop}],", "")
            .replaceAll("canary: \\{steps: \\[.*]}", strategy);
    assertThatThrownBy(() -> read(text))
        .hasMessage(
            "spec.traffic.directTraffic is Ratio, but only a canary gives shares: leave it out, or write a canary into spec.strategy");
  }

  @Test
  void aRatioAndAScaleOfTheCanaryContradictEachOther() {
    String text =
        direct(steps("{setWeight: 5}, {setCanaryScale: {percent: 50}}, {setWeight: 20}"), "Ratio");
    assertThatThrownBy(() -> read(text))
        .hasMessage(
            "spec.strategy.canary.steps[1].setCanaryScale is set beside spec.traffic.directTraffic Ratio, for which the pods are the shares: leave one of them out, or write AtEnd");
  }

  private static String direct(String text, String directTraffic) {
    return text.replace("name: shop}]}", "name: shop}], directTraffic: " + directTraffic + "}");
  }

  @Test
  void routesOfPreviewsAreNoneOfTheClients() throws InvalidSpec {
    Spec spec =
        read(
            Shop.ROLLOUT.replaceAll(
                "canary: \\{steps: \\[.*]",
                "blueGreen: {previewRoutes: [{kind: HTTPRoute, name: preview}, {kind: IngressRoute,"
                    + " name: shop}]"));
    assertThat(spec.routes()).containsExactly("HTTPRoute shop");
    assertThat(spec.strategy().previewRoutes())
        .containsExactly("HTTPRoute preview", "IngressRoute shop");
  }

  @Test
  void copiesAreOfAllRequestsWhereNoShareIsWritten() throws InvalidSpec {
    assertThat(read(steps("{setMirror: {}}, {setMirror: {percent: 20}}")).strategy().steps())
        .containsExactly(new Step.SetMirror(100), new Step.SetMirror(20));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GRPCRoute", "IngressRoute", "TraefikService", "Ingress"})
  void copiesAreForHttpRoutesAlone(String kind) {
    String text = steps("{setMirror: {}}").replace("kind: HTTPRoute", "kind: " + kind);
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(InvalidSpec.class)
        .hasMessage(
            "spec.strategy.canary.steps[0].setMirror is not for %s shop, it cannot send copies of requests: leave setMirror out, or name only HTTPRoutes"
                .formatted(kind));
  }

  @Test
  void aServiceAloneSendsNoCopies() {
    String text = steps("{setMirror: {}}").replace(", routes: [{kind: HTTPRoute, name: shop}]", "");
    assertThatThrownBy(() -> read(text))
        .hasMessageStartingWith("spec.strategy.canary.steps[0].setMirror must have a route");
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/invalid-specs.txt", delimiter = '|', numLinesToSkip = 1)
  void whatCannotBeUsedIsNamedWithAWayOut(String part, String instead, String sentence) {
    assertThat(Shop.ROLLOUT).contains(part);
    String text = Shop.ROLLOUT.replace(part, instead == null ? "" : instead);
    assertThatThrownBy(() -> read(text)).isInstanceOf(InvalidSpec.class).hasMessage(sentence);
    assertThat(sentence).matches("(spec|metadata).*(write|begin|abort|name the).*");
  }

  private static String steps(String steps) {
    return Shop.ROLLOUT.replaceAll("steps: \\[.*]", "steps: [" + steps + "]");
  }

  private static Spec read(String text) throws InvalidSpec {
    return SpecReader.read(Yaml.object(Rollout.class, text));
  }
}
