package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mulkko.api.v1beta1.RolloutAction;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.testbed.load.LoadClient;
import dev.mulkko.testbed.load.LoadReport;
import dev.mulkko.testbed.load.LoadRun;
import dev.mulkko.testbed.load.LoadStats;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One Rollout shifts an HTTPRoute and Traefik's own kinds, each under load of its own. */
@Tag("cluster")
final class SeveralRoutesTest {

  private static final Duration PAUSE = Duration.ofSeconds(8);
  private static final Pace STEADY = new Pace(PAUSE, PAUSE);
  private static final List<String> KINDS = List.of("IngressRoute", "TraefikService");

  @Test
  void aReleaseAndAnAbortLoseNothingOnAnyRoute() {
    try (Stage stage =
        Stage.open(
            "routes",
            rollout -> STEADY.apply(Routed.also(rollout, "IngressRoute", "TraefikService")),
            deployment -> deployment,
            _ -> Map.of(),
            shop -> shop.apply("traefik-routes.yaml"))) {
      List<Map<String, Object>> before = specs(stage);
      LoadRun byRoute = load(stage, "route");
      LoadRun byWeights = load(stage, "weights");

      stage.release("v2", Map.of());
      stage.awaitPauseAt("5%");
      Instant at50 = begun(stage.awaitPauseAt("50%"));
      stage.awaitPromoted("v2");
      assertThat(specs(stage)).isEqualTo(before);

      stage.kim.changesPace(Pace.STAYS_AT_50);
      stage.release("v3", Map.of());
      stage.awaitPauseAt("50%");
      Resource<RolloutAction> abort = stage.kim.asksForAbort();
      Kim.awaitDone(abort);
      Instant done = Instant.now();
      stage.awaitRolledBack();

      assertThat(specs(stage)).isEqualTo(before);
      stage.assertTrafficAsBefore();
      assertServed("IngressRoute", byRoute.stop(), at50, done);
      assertServed("TraefikService", byWeights.stop(), at50, done);
    }
  }

  private static void assertServed(String kind, LoadReport report, Instant at50, Instant done) {
    LoadStats all = report.all();
    LoadStats half = report.between(at50, at50.plus(PAUSE));
    double share = (double) half.answeredBy("v2") / half.sent();
    Figure.say("lost by %s = %d of %d", kind, all.lost(), all.sent());
    Figure.say("share by %s at 0.50 = %.4f of %d", kind, share, half.sent());
    assertThat(all.lost()).as(kind + ": " + all.lostBy()).isZero();
    assertThat(share).as(kind).isCloseTo(0.5, within(4 * Math.sqrt(0.25 / half.sent())));
    assertThat(all.answeredBy("v3")).as("answers of v3 by " + kind).isPositive();
    assertThat(report.between(done, Instant.MAX).answeredBy("v3")).isZero();
  }

  private static List<Map<String, Object>> specs(Stage stage) {
    return KINDS.stream()
        .map(
            kind ->
                stage
                    .lab
                    .client()
                    .genericKubernetesResources("traefik.io/v1alpha1", kind)
                    .inNamespace(stage.shop.namespace())
                    .withName("shop")
                    .get()
                    .<Map<String, Object>>get("spec"))
        .toList();
  }

  private static LoadRun load(Stage stage, String name) {
    return LoadClient.start(
        stage
            .shop
            .load("%s-%s.csv".formatted(stage.shop.namespace(), name))
            .withHost(name + "." + stage.shop.host())
            .withRate(100)
            .withDuration(Duration.ofMinutes(15)));
  }

  private static Instant begun(RolloutStatus status) {
    return Objects.requireNonNull(Objects.requireNonNull(status.rollout()).stepStartedAt());
  }
}
