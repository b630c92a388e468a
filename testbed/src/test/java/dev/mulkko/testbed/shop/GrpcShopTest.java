package dev.mulkko.testbed.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mulkko.testbed.load.LoadClient;
import dev.mulkko.testbed.load.LoadOptions;
import dev.mulkko.testbed.load.LoadRun;
import dev.mulkko.testbed.load.LoadStats;
import dev.mulkko.testbed.load.LossReason;
import dev.mulkko.testbed.load.StreamClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shop and the load client, speaking gRPC to each other. */
class GrpcShopTest {

  @TempDir private Path folder = Path.of("");
  private final int port;

  GrpcShopTest() throws IOException {
    port = RunningShop.freePort();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void ordersAreAnsweredWithTheVersionAndCounted(int connections) throws Exception {
    try (RunningShop shop = shop(Map.of("VERSION", "v2"))) {
      LoadStats all = send(connections);

      assertThat(all.lost()).as("%s", all).isZero();
      assertThat(all.failed()).isEmpty();
      assertThat(all.answered()).isEqualTo(Map.of("v2", 50L));
      assertThat(shop.handled().byVersion()).isEqualTo(Map.of("v2", 50L));
    }
  }

  @Test
  void anOrderThatFailsIsAnAnswerOfItsVersion() throws Exception {
    try (RunningShop shop = shop(Map.of("ERROR_RATE", "1"))) {
      LoadStats all = send(2);

      assertThat(all.lost()).as("%s", all).isZero();
      assertThat(all.failed()).isEqualTo(Map.of("v1", 50L));
      assertThat(shop.handled().total()).isEqualTo(50);
    }
  }

  @Test
  void ordersWithoutAShopAreLost() throws Exception {
    LoadStats all = send(0);

    assertThat(all.lostBy()).isEqualTo(Map.of(LossReason.REFUSED, 50L));
  }

  @Test
  void aPoliteEndCompletesStreams() throws Exception {
    try (RunningShop shop = shop(Map.of("DRAIN_MS", "0"));
        StreamClient streams = StreamClient.open(options(2), 4)) {
      await().until(() -> streams.stats().opened() == 4);

      shop.app().terminate();

      assertThat(shop.app().exited().get(10, TimeUnit.SECONDS)).isZero();
      await().untilAsserted(() -> assertThat(streams.stats().completed()).isEqualTo(4));
      assertThat(streams.stats().cut()).isZero();
    }
  }

  @Test
  void aRudeEndCutsStreams() throws Exception {
    try (RunningShop shop = shop(Map.of("POLITE", "false"));
        StreamClient streams = StreamClient.open(options(2), 4)) {
      await().until(() -> streams.stats().opened() == 4);

      shop.app().terminate();

      await().untilAsserted(() -> assertThat(streams.stats().cut()).isEqualTo(4));
      assertThat(streams.stats().completed()).isZero();
      await().until(() -> streams.stats().refused() > 0);
    }
  }

  private RunningShop shop(Map<String, String> env) throws IOException {
    var more = new HashMap<>(env);
    more.put("GRPC_PORT", Integer.toString(port));
    return RunningShop.listening(more);
  }

  private LoadStats send(int connections) throws InterruptedException {
    try (LoadRun run = LoadClient.start(options(connections))) {
      return run.finish().all();
    }
  }

  private LoadOptions options(int connections) {
    return LoadOptions.to(URI.create("grpc://127.0.0.1:" + port), folder.resolve("records"))
        .withConnections(connections)
        .withRate(100)
        .withDuration(Duration.ofMillis(500));
  }
}
