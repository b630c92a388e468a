package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.e2e.Wait;
import dev.mulkko.testbed.load.LoadClient;
import dev.mulkko.testbed.load.LoadOptions;
import dev.mulkko.testbed.load.LoadReport;
import dev.mulkko.testbed.load.LoadRun;
import dev.mulkko.testbed.load.LoadStats;
import dev.mulkko.testbed.load.StreamClient;
import dev.mulkko.testbed.load.StreamStats;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Calls and streams by a GRPCRoute, and WebSockets by an HTTPRoute, through one release. */
@Tag("cluster")
final class StreamsTest {

  private static final Duration PAUSE = Duration.ofSeconds(8);
  private static final int STREAMS = 6;
  private static final Map<String, String> WITH_GRPC = Map.of("GRPC_PORT", "9090");

  @Test
  void aReleaseCutsNoStreamAndEndsNoneBeforeItsPodEnds() {
    try (Stage stage = open("streams", new Pace(PAUSE, PAUSE));
        LoadRun calls = LoadClient.start(grpc(stage).withRate(100));
        StreamClient rpc = StreamClient.open(grpc(stage), STREAMS);
        StreamClient sockets = StreamClient.open(stage.shop.load("sockets.csv"), STREAMS)) {
      awaitMore(rpc, "v1");
      awaitMore(sockets, "v1");
      stage.release("v2", WITH_GRPC);
      Instant at50 = begun(stage.awaitPauseAt("50%"));
      stage.await("all traffic is at v2", status -> "100%".equals(status.weight()));
      // Whoever was listening before still is, and hears v1.
      assertThat(rpc.stats().completed()).as("%s", rpc.stats()).isZero();
      assertThat(sockets.stats().completed()).as("%s", sockets.stats()).isZero();
      stage.awaitPromoted("v2");
      stage.awaitNoPodOf("v1");
      awaitMore(rpc, "v2");
      awaitMore(sockets, "v2");

      assertEndedByTheApp("gRPC streams", rpc.stats());
      assertEndedByTheApp("WebSockets", sockets.stats());
      LoadReport report = calls.stop();
      LoadStats half = report.between(at50, at50.plus(PAUSE));
      double share = (double) half.answeredBy("v2") / half.sent();
      Figure.say("share by GRPCRoute at 0.50 = %.4f of %d", share, half.sent());
      assertThat(share).isCloseTo(0.5, within(4 * Math.sqrt(0.25 / half.sent())));
      assertNoneLost(report.all());
      stage.assertObjectsAsBefore("v2");
    }
  }

  @Test
  void anAbortTakesAllCallsBackAndLeavesOpenStreamsToTheirPods() {
    try (Stage stage = open("calls", Pace.STAYS_AT_50);
        LoadRun calls = LoadClient.start(grpc(stage).withRate(100))) {
      stage.release("v2", WITH_GRPC);
      stage.awaitPauseAt("50%");
      try (StreamClient rpc = StreamClient.open(grpc(stage), STREAMS);
          StreamClient sockets = StreamClient.open(stage.shop.load("sockets.csv"), STREAMS)) {
        awaitMore(rpc, "v2");
        awaitMore(sockets, "v2");
        Kim.awaitDone(stage.kim.asksForAbort());
        stage.awaitRolledBack();
        // Done says that the gateway has had its time to settle; on two full cores it may need
        // more.
        Instant back = Instant.now();
        stage.awaitNoPodOf("v2");
        awaitMore(rpc, "v1");
        awaitMore(sockets, "v1");

        assertEndedByTheApp("gRPC streams", rpc.stats());
        assertEndedByTheApp("WebSockets", sockets.stats());
        LoadReport report = calls.stop();
        LoadStats after = report.between(back, Instant.MAX);
        assertThat(after.answered()).as("after %s: %s", back, after).containsOnlyKeys("v1");
        assertNoneLost(report.all());
        stage.assertTrafficAsBefore();
      }
    }
  }

  /** Returns when the gateway has found the pods behind the new port too. */
  private static Stage open(String name, Pace pace) {
    Stage stage =
        Stage.open(
            name,
            rollout -> pace.apply(Routed.also(rollout, "GRPCRoute")),
            StreamsTest::withGrpcPort,
            _ -> Map.of(),
            shop -> shop.apply("grpc-route.yaml"));
    try (StreamClient first = StreamClient.open(grpc(stage), 1)) {
      awaitMore(first, "v1");
      return stage;
    } catch (RuntimeException e) {
      stage.close();
      throw e;
    }
  }

  private static Deployment withGrpcPort(Deployment deployment) {
    var container = deployment.getSpec().getTemplate().getSpec().getContainers().getFirst();
    ContainerPort port =
        new ContainerPortBuilder().withName("grpc").withContainerPort(9090).build();
    container.getPorts().add(port);
    WITH_GRPC.forEach(
        (name, value) ->
            container.getEnv().add(new EnvVarBuilder().withName(name).withValue(value).build()));
    return deployment;
  }

  private static LoadOptions grpc(Stage stage) {
    URI gateway = stage.lab.cluster().gateway();
    return LoadOptions.to(
            URI.create("grpc://" + gateway.getAuthority()),
            stage.lab.file(stage.shop.namespace() + "-grpc.csv"))
        .withHost("grpc." + stage.shop.host());
  }

  private static void awaitMore(StreamClient streams, String version) {
    long before = streams.stats().messagesOf(version);
    Wait.until(
        Stage.LIMIT,
        "streams hear " + version,
        () -> streams.stats().messagesOf(version) > before + 20);
  }

  private static void assertEndedByTheApp(String what, StreamStats stats) {
    Figure.say("%s ended by their pods = %d, cut = %d", what, stats.completed(), stats.cut());
    assertThat(stats.completed()).as("%s: %s", what, stats).isPositive();
    assertThat(stats.cut()).as("%s: %s", what, stats).isZero();
    assertThat(stats.refused()).as("%s: %s", what, stats).isZero();
  }

  private static void assertNoneLost(LoadStats all) {
    Figure.say("calls lost by GRPCRoute = %d of %d", all.lost(), all.sent());
    assertThat(all.lost()).as("%s", all.lostBy()).isZero();
  }

  private static Instant begun(RolloutStatus status) {
    return Objects.requireNonNull(Objects.requireNonNull(status.rollout()).stepStartedAt());
  }
}
