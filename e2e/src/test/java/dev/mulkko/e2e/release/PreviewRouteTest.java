package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.RouteRef;
import dev.mulkko.e2e.Wait;
import dev.mulkko.e2e.release.Manner.Way;
import dev.mulkko.testbed.load.LoadClient;
import dev.mulkko.testbed.load.LoadReport;
import dev.mulkko.testbed.load.LoadRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A host for those who look at the new version before the switch. */
@Tag("cluster")
final class PreviewRouteTest {

  private static final int LOOKS = 100;

  private static final Map<String, String> GROUPS =
      Map.of("HTTPRoute", "gateway.networking.k8s.io/v1", "IngressRoute", "traefik.io/v1alpha1");

  @ParameterizedTest
  @EnumSource(names = {"ROUTE", "PLAIN_SERVICE"})
  void previewsSeeTheNewVersionWhileClientsSeeTheOldOneAlone(Way way) {
    try (Stage stage = open(way);
        LoadRun gateway = looks(stage, "preview");
        LoadRun traefik = looks(stage, "traefik-preview")) {
      List<Map<String, Object>> before = specs(stage);

      stage.release("v2", Map.of());
      shows(stage, "v2", gateway, traefik);
      assertThat(stage.clients.answeredBy("v2")).as("answers of v2 to clients").isZero();
      Kim.awaitDone(stage.kim.asksForAbort());
      Instant aborted = Instant.now();
      stage.awaitRolledBack();
      assertThat(specs(stage)).as("after an abort").isEqualTo(before);
      stage.assertTrafficAsBefore();

      stage.release("v3", Map.of());
      shows(stage, "v3", gateway, traefik);
      assertThat(stage.clients.answeredBy("v3")).as("answers of v3 to clients").isZero();
      stage.shop.asks("Resume", "it looks good");
      stage.awaitPromoted("v3");
      Instant promoted = Instant.now();
      assertThat(specs(stage)).as("after a promotion").isEqualTo(before);
      awaitMore(gateway, traefik);
      LoadReport byGateway = gateway.stop();
      LoadReport byTraefik = traefik.stop();
      Answers answers = stage.clients.stop();

      Dialled.assertNoneLostOrRepeated(answers, byGateway, byTraefik);
      assertThat(answers.all().answeredBy("v2")).as("answers of v2 to clients").isZero();
      for (LoadReport report : List.of(byGateway, byTraefik)) {
        assertThat(report.between(aborted, Instant.MAX).answeredBy("v2")).isZero();
        assertThat(report.between(promoted, Instant.MAX).answered()).containsOnlyKeys("v3");
      }
      stage.assertObjectsAsBefore("v3");
      stage.assertPodsUntouched("v1");
      stage.assertPodsUntouched("v3");
    }
  }

  private static Stage open(Way way) {
    List<RouteRef> previews =
        List.of(
            new RouteRef("HTTPRoute", "preview", List.of()),
            new RouteRef("IngressRoute", "preview", List.of()));
    return Stage.open(
        "previews",
        Manner.previewed(way, previews),
        deployment -> deployment,
        _ -> Map.of(),
        shop -> shop.apply("preview-routes.yaml"));
  }

  private static LoadRun looks(Stage stage, String host) {
    return LoadClient.start(
        stage
            .shop
            .load("%s-%s.csv".formatted(stage.shop.namespace(), host))
            .withHost(host + "." + stage.shop.host())
            .withRate(20)
            .withDuration(Duration.ofMinutes(15)));
  }

  /** Until it is waited for a person, and whoever looks sees nothing but this version. */
  private static void shows(Stage stage, String version, LoadRun... previews) {
    stage.await(
        version + " waits for approval", status -> "AwaitingApproval".equals(status.reason()));
    Instant since = Instant.now();
    awaitMore(previews);
    for (LoadRun preview : previews) {
      long others = preview.stats().sent() - preview.stats().answeredBy(version);
      awaitMore(preview);
      assertThat(preview.stats().sent() - preview.stats().answeredBy(version))
          .as("answers of others than %s to those who look, since %s", version, since)
          .isEqualTo(others);
      assertThat(preview.stats().answeredBy(version)).as("previews of " + version).isPositive();
    }
  }

  private static void awaitMore(LoadRun... previews) {
    for (LoadRun preview : previews) {
      long enough = preview.stats().sent() + LOOKS;
      Wait.until(Stage.LIMIT, LOOKS + " more looks", () -> preview.stats().sent() >= enough);
    }
  }

  private static List<Map<String, Object>> specs(Stage stage) {
    return GROUPS.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            kind ->
                stage
                    .lab
                    .client()
                    .genericKubernetesResources(kind.getValue(), kind.getKey())
                    .inNamespace(stage.shop.namespace())
                    .withName("preview")
                    .get()
                    .<Map<String, Object>>get("spec"))
        .toList();
  }
}
