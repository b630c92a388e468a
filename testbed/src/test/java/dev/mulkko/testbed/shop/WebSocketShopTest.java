package dev.mulkko.testbed.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mulkko.testbed.load.LoadOptions;
import dev.mulkko.testbed.load.StreamClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The shop and the stream client, on WebSockets. */
class WebSocketShopTest {

  @Test
  void aPoliteEndCompletesThem() throws Exception {
    try (RunningShop shop = RunningShop.listening(Map.of("DRAIN_MS", "0"));
        StreamClient streams = open(shop)) {
      await().until(() -> streams.stats().opened() == 4);

      shop.app().terminate();

      assertThat(shop.app().exited().get(10, TimeUnit.SECONDS)).isZero();
      await().untilAsserted(() -> assertThat(streams.stats().completed()).isEqualTo(4));
      assertThat(streams.stats().cut()).isZero();
    }
  }

  @Test
  void aRudeEndCutsThem() throws IOException {
    try (RunningShop shop = RunningShop.listening(Map.of("POLITE", "false"));
        StreamClient streams = open(shop)) {
      await().until(() -> streams.stats().opened() == 4);

      shop.app().terminate();

      await().untilAsserted(() -> assertThat(streams.stats().cut()).isEqualTo(4));
      assertThat(streams.stats().completed()).isZero();
      await().until(() -> streams.stats().refused() > 0);
    }
  }

  private static StreamClient open(RunningShop shop) {
    URI target = URI.create("http://127.0.0.1:%d/".formatted(shop.address().getPort()));
    return StreamClient.open(LoadOptions.to(target, Path.of("no-records")), 4);
  }
}
