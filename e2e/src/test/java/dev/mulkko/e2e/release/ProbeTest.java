package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutSpec;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.api.v1beta1.Traffic;
import dev.mulkko.api.v1beta1.TrafficProbe;
import dev.mulkko.e2e.SharedLab;
import dev.mulkko.e2e.Shop;
import dev.mulkko.kube.Names;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Requests of the operator's own, through the gateway that clients use. */
@Tag("cluster")
final class ProbeTest {

  private static final URI GATEWAY = SharedLab.lab().cluster().gateway();
  private static final String LISTED = GATEWAY.getAuthority();

  /** A host of the same gateway whose route nobody moves: stable alone answers there. */
  private static final String FROZEN = "frozen.";

  @Test
  void eachWeightIsSeenInTheDataPlaneAndNoRequestIsLost() {
    try (Stage stage = open("probe", LISTED, "")) {
      stage.release("v2", Map.of());
      stage.awaitUnstopped(
          "knows what the old version answers", status -> knows(status).equals(List.of("v1")));
      stage.awaitPromoted("v2");
      String told = stage.operator().lastLines(Integer.MAX_VALUE);
      Answers answers = stage.clients.stop();

      for (int weight : List.of(5, 50, 100)) {
        assertThat(told)
            .containsPattern(
                "[0-9]+ of 100 requests were answered by the new version, %d % was written"
                    .replace("%d", String.valueOf(weight)));
      }
      assertThat(told).doesNotContain("CannotProbe");
      answers.assertNoneLostOrRepeated();
      stage.assertObjectsAsBefore("v2");
    }
  }

  @Test
  void aStepWaitsForADataPlaneThatDoesNotFollowAndGoesOnWhenItDoes() {
    try (Stage stage = open("frozen", LISTED, FROZEN)) {
      stage.release("v2", Map.of());
      awaitFrozen(stage);
      stage
          .lab
          .client()
          .resource(stage.shop.rollout())
          .edit(rollout -> probed(rollout, stage.shop.host()));
      stage.awaitPromoted("v2");

      stage.clients.stop().assertNoneLostOrRepeated();
    }
  }

  @Test
  void anAbortDoesNotWaitForIt() {
    try (Stage stage = open("frozen", LISTED, FROZEN)) {
      stage.release("v2", Map.of());
      awaitFrozen(stage);
      Kim.awaitDone(stage.kim.asksForAbort());
      stage.awaitRolledBack();

      stage.clients.stop().assertNoneLostOrRepeated();
      stage.assertTrafficAsBefore();
    }
  }

  @Test
  void whereTheOperatorMayNotAskItGoesOnAndSaysSo() {
    try (Stage stage = open("unlisted", "", "")) {
      stage.release("v2", Map.of());
      stage.awaitUnstopped(
          "says what it could not tell",
          status ->
              status
                  .unverified()
                  .contains(
                      "probe: MULKKO_PROBE_HOSTS of the operator does not list %s: add it there"
                          .formatted(LISTED)));
      stage.awaitPromoted("v2");
    }
  }

  /** A release of another environment alone: its pods are asked themselves what they say. */
  @Test
  void versionsThatSayTheSameAreSaidToBeSo() {
    try (Stage stage = open("same", LISTED, "")) {
      stage.release("v1", Map.of("LATENCY", "1ms"));
      stage.awaitUnstopped(
          "says that it cannot tell them apart",
          status ->
              status
                  .unverified()
                  .contains(
                      "probe: both versions answer x-version: v1, so nobody can tell them apart"));
      stage.awaitUnstopped("is at rest with it", status -> stage.shop.promoted("v1"));
    }
  }

  private static void awaitFrozen(Stage stage) {
    stage.awaitUnstopped(
        "waits for the first weight and says why",
        status ->
            "AwaitingProbe".equals(status.reason())
                && String.valueOf(status.message())
                    .startsWith(
                        "5 % was written, but none of 100 requests were answered by the new version"));
    RolloutStatus waits = stage.shop.status();
    assertThat(waits.weight()).isEqualTo("5%");
    assertThat(Objects.requireNonNull(waits.rollout()).stepStartedAt()).isNull();
  }

  private static List<String> knows(RolloutStatus status) {
    return status.rollout() == null || status.rollout().probe() == null
        ? List.of()
        : status.rollout().probe().stable();
  }

  private static Stage open(String name, String listed, String hostPrefix) {
    String[] host = new String[1];
    return Stage.open(
        name,
        rollout -> probed(Pace.QUICK.apply(rollout), hostPrefix + host[0]),
        deployment -> deployment,
        shop -> {
          host[0] = shop.host();
          return Map.of("MULKKO_PROBE_HOSTS", listed);
        },
        ProbeTest::freeze);
  }

  private static Rollout probed(Rollout rollout, String host) {
    RolloutSpec spec = rollout.getSpec();
    Traffic traffic = Objects.requireNonNull(spec.traffic());
    TrafficProbe probe = new TrafficProbe(GATEWAY + "/healthz", host, "X-Version", null, null);
    rollout.setSpec(
        new RolloutSpec(
            spec.workloadRef(),
            new Traffic(traffic.service(), traffic.routes(), traffic.settle(), null, probe),
            spec.strategy(),
            spec.analysis(),
            spec.progressDeadline(),
            spec.revisionHistoryLimit(),
            spec.suspend()));
    return rollout;
  }

  /** A Service of the pods that there are, and a route to it. */
  private static void freeze(Shop shop) {
    var client = SharedLab.lab().client();
    String hash =
        client
            .pods()
            .inNamespace(shop.namespace())
            .list()
            .getItems()
            .getFirst()
            .getMetadata()
            .getLabels()
            .get(Names.HASH);
    Service service =
        new ServiceBuilder(shop.manifest(Service.class))
            .editMetadata()
            .withName("frozen")
            .endMetadata()
            .editSpec()
            .addToSelector(Names.HASH, hash)
            .endSpec()
            .build();
    HTTPRoute route = shop.routeManifest();
    route.getMetadata().setName("frozen");
    route.getSpec().setHostnames(List.of(FROZEN + shop.host()));
    route.getSpec().getRules().getFirst().getBackendRefs().getFirst().setName("frozen");
    client.resource(service).inNamespace(shop.namespace()).create();
    client.resource(route).inNamespace(shop.namespace()).create();
  }
}
