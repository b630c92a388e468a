package dev.mulkko.testbed.shop;

import static dev.mulkko.testbed.shop.RunningShop.exchange;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mulkko.testbed.http.HttpConnection;
import dev.mulkko.testbed.http.HttpMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ShopAppTest {

  @Test
  void anOrderIsAnsweredWithTheVersionAndTheRequestsId() throws IOException {
    try (var shop = RunningShop.listening(Map.of("VERSION", "v2"))) {
      HttpMessage answer = shop.get("/orders");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.field("x-version")).isEqualTo("v2");
      assertThat(answer.field("x-request-id")).isEqualTo("7");
      assertThat(shop.handled().byVersion()).isEqualTo(Map.of("v2", 1L));
    }
  }

  @Test
  void manyOrdersShareAConnection() throws IOException {
    try (var shop = RunningShop.listening(Map.of());
        HttpConnection connection = shop.connect()) {
      for (int i = 0; i < 3; i++) {
        assertThat(exchange(connection, "/").keepsAlive()).isTrue();
      }
      assertThat(shop.handled().total()).isEqualTo(3);
    }
  }

  @Test
  void theErrorRateIsTheShareOfFailures() throws IOException {
    try (var shop = RunningShop.listening(Map.of("ERROR_RATE", "0.5"));
        HttpConnection connection = shop.connect()) {
      int failures = 0;
      for (int i = 0; i < 1000; i++) {
        HttpMessage answer = exchange(connection, "/");
        assertThat(answer.field("x-version")).isEqualTo("v1");
        failures += answer.status() == 500 ? 1 : 0;
      }
      assertThat(failures).isBetween(400, 600);
    }
  }

  @Test
  void healthChecksAndScrapesAreNotCounted() throws IOException {
    try (var shop = RunningShop.listening(Map.of())) {
      assertThat(shop.get("/healthz").status()).isEqualTo(200);
      assertThat(shop.get("/metrics").status()).isEqualTo(200);
      assertThat(shop.handled().total()).isZero();
    }
  }

  @Test
  void anAppThatIsNeverReadyStillAnswersOrders() throws IOException {
    try (var shop = RunningShop.listening(Map.of("NEVER_READY", "true"))) {
      assertThat(shop.get("/healthz").status()).isEqualTo(503);
      assertThat(shop.get("/").status()).isEqualTo(200);
    }
  }

  @Test
  void theMetricsHaveMicrometersNames() throws IOException {
    try (var shop = RunningShop.listening(Map.of("ERROR_RATE", "1"))) {
      assertThat(shop.get("/metrics").body()).doesNotContain("http_server_requests_seconds_count");

      shop.get("/orders");

      String labels =
          "exception=\"InjectedFailure\",method=\"POST\",outcome=\"SERVER_ERROR\",status=\"500\",uri=\"/**\"";
      assertThat(shop.get("/metrics").body().lines())
          .contains(
              "shop_requests_total{version=\"v1\"} 1",
              "http_server_requests_seconds_bucket{" + labels + ",le=\"10.0\"} 1",
              "http_server_requests_seconds_bucket{" + labels + ",le=\"+Inf\"} 1",
              "http_server_requests_seconds_count{" + labels + "} 1")
          .anyMatch(
              line -> line.startsWith("http_server_requests_seconds_sum{" + labels + "} 0.0"));
    }
  }

  @Test
  void anAppThatCrashesAtOnceNeverListens() throws IOException {
    try (var shop = RunningShop.start(Map.of("CRASH_AFTER_S", "0"))) {
      assertThat(exitCode(shop)).isEqualTo(1);
      assertThat(shop.listens()).isFalse();
    }
  }

  @Test
  void aLaterCrashDropsTheConnectionsToo() throws IOException {
    try (var shop = RunningShop.listening(Map.of("CRASH_AFTER_S", "0.3"));
        HttpConnection connection = shop.connect()) {
      assertThat(exchange(connection, "/").status()).isEqualTo(200);
      assertThat(exitCode(shop)).isEqualTo(1);
      await().until(connection::isStale);
      assertThat(shop.listens()).isFalse();
    }
  }

  @Test
  void twoAppsCannotListenAtOneAddress() throws IOException {
    try (var shop = RunningShop.listening(Map.of())) {
      var second = ShopApp.start(ShopSettings.of(Map.of(), "v2"), shop.address(), shop.handled());
      assertThat(second.exited().orTimeout(5, TimeUnit.SECONDS).join()).isEqualTo(1);
    }
  }

  @Test
  void aPoliteAppAnswersAfterSigtermAndSaysThatItCloses() throws IOException {
    try (var shop = RunningShop.listening(Map.of("DRAIN_MS", "60000"));
        HttpConnection connection = shop.connect()) {
      assertThat(exchange(connection, "/").keepsAlive()).isTrue();

      shop.app().terminate();

      HttpMessage old = exchange(connection, "/");
      assertThat(old.status()).isEqualTo(200);
      assertThat(old.keepsAlive()).isFalse();
      HttpMessage late = shop.get("/");
      assertThat(late.status()).isEqualTo(200);
      assertThat(late.keepsAlive()).isFalse();
    }
  }

  @Test
  void aPoliteAppFinishesWhatItServesAndExitsWith0() throws IOException {
    try (var shop = RunningShop.listening(Map.of("DRAIN_MS", "0", "LATENCY_MS", "500"));
        HttpConnection busy = shop.connect();
        HttpConnection idle = shop.connect()) {
      assertThat(exchange(idle, "/healthz").status()).isEqualTo(200);
      busy.write(RunningShop.request("/"));
      shop.app().terminate();

      await().until(idle::isStale);
      assertThat(shop.app().exited()).isNotDone();

      HttpMessage answer = busy.readAnswer();
      assertThat(answer).isNotNull();
      assertThat(answer.keepsAlive()).isFalse();
      assertThat(exitCode(shop)).isZero();
      assertThat(shop.listens()).isFalse();
    }
  }

  @Test
  void anImpoliteAppDropsWhatItServes() throws IOException {
    try (var shop = RunningShop.listening(Map.of("POLITE", "false", "LATENCY_MS", "60000"));
        HttpConnection busy = shop.connect()) {
      busy.write(RunningShop.request("/"));
      shop.app().terminate();

      assertThat(exitCode(shop)).isEqualTo(143);
      assertThat(isDropped(busy)).isTrue();
      assertThat(shop.handled().total()).isZero();
    }
  }

  @Test
  void aSlowStartIsEndedBySigtermAtOnce() throws IOException {
    try (var shop = RunningShop.start(Map.of("STARTUP_MS", "60000"))) {
      shop.app().terminate();
      assertThat(exitCode(shop)).isEqualTo(143);
    }
  }

  @Test
  void settingsThatCannotBeReadNameTheVariable() {
    assertThatThrownBy(() -> ShopSettings.of(Map.of("ERROR_RATE", "5%"), "v1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ERROR_RATE is \"5%\"");
    assertThatThrownBy(() -> ShopSettings.of(Map.of("POLITE", "yes"), "v1"))
        .hasMessageContaining("POLITE is \"yes\": want true or false");
    assertThat(ShopSettings.of(Map.of("CRASH_AFTER_S", "1.5"), "v1").crashAfter())
        .isEqualTo(Duration.ofMillis(1500));
  }

  /** Closed, or reset if the app had not even read the request; anyway without an answer. */
  private static boolean isDropped(HttpConnection connection) {
    try {
      return connection.readAnswer() == null;
    } catch (IOException e) {
      return true;
    }
  }

  private static int exitCode(RunningShop shop) {
    return shop.app().exited().orTimeout(5, TimeUnit.SECONDS).join();
  }
}
