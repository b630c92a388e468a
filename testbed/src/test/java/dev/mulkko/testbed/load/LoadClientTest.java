package dev.mulkko.testbed.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mulkko.testbed.http.HttpMessage;
import dev.mulkko.testbed.shop.HandledRequests;
import dev.mulkko.testbed.shop.ShopApp;
import dev.mulkko.testbed.shop.ShopSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadClientTest {

  private static final HttpMessage FROM_V1 =
      HttpMessage.answer(200, Map.of("X-Version", "v1"), "ordered");

  private final HandledRequests handled = new HandledRequests();
  private final ArrayList<ShopApp> shops = new ArrayList<>();
  @TempDir private Path folder;

  @AfterEach
  void stopShops() {
    shops.forEach(ShopApp::kill);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4})
  void everyRequestIsHandledOnce(int connections) throws Exception {
    URI shop = shop(Map.of());
    LoadRun run = LoadClient.start(lasting(shop, 200, 1000).withConnections(connections));

    LoadStats all = run.finish().all();

    assertThat(all.sent()).isEqualTo(200);
    assertThat(all.answered()).isEqualTo(Map.of("v1", 200L));
    assertThat(all.failed()).isEmpty();
    assertThat(all.lost()).isZero();
    assertThat(handled.of("v1")).isEqualTo(200);
  }

  @Test
  void arrivalsDoNotWaitForAnswers() throws Exception {
    URI shop = shop(Map.of("LATENCY_MS", "300"));
    LoadRun run = LoadClient.start(lasting(shop, 100, 1000));

    await().until(() -> run.inFlight() > 10);
    LoadReport report = run.finish();

    assertThat(report.all().answeredBy("v1")).isEqualTo(100);
    assertThat(report.latency(50)).isBetween(Duration.ofMillis(150), Duration.ofMillis(600));
  }

  @Test
  void aFailureOfTheAppIsNotALoss() throws Exception {
    URI shop = shop(Map.of("ERROR_RATE", "1"));

    LoadStats all = LoadClient.start(lasting(shop, 100, 200)).finish().all();

    assertThat(all.failedBy("v1")).isEqualTo(20);
    assertThat(all.answeredBy("v1")).isEqualTo(20);
    assertThat(all.lost()).isZero();
  }

  @Test
  void anAnswerThatIsNotTheAppsIsALoss() throws Exception {
    try (var proxy = ScriptedServer.answering(HttpMessage.answer(404, Map.of(), ""))) {
      LoadStats all = LoadClient.start(lasting(proxy.uri(), 100, 100)).finish().all();

      assertThat(all.lostBy()).isEqualTo(Map.of(LossReason.NO_VERSION, 10L));
      assertThat(all.answered()).isEmpty();
      assertThat(all.firstLosses().getFirst().outcome())
          .isEqualTo(new Outcome.Lost(LossReason.NO_VERSION, "status 404"));
    }
  }

  @Test
  void theAnswerToAnotherRequestIsALoss() throws Exception {
    try (var proxy = ScriptedServer.answering(FROM_V1.with("X-Request-Id", "other"))) {
      LoadStats all = LoadClient.start(lasting(proxy.uri(), 100, 100)).finish().all();

      assertThat(all.lostBy()).isEqualTo(Map.of(LossReason.MIXED_UP, 10L));
    }
  }

  @Test
  void aClosedDoorIsALoss() throws Exception {
    var closed = URI.create("http://127.0.0.1:" + freePort() + "/");

    LoadStats all = LoadClient.start(lasting(closed, 100, 100)).finish().all();

    assertThat(all.lostBy()).isEqualTo(Map.of(LossReason.REFUSED, 10L));
  }

  @Test
  void aLateAnswerIsALoss() throws Exception {
    URI shop = shop(Map.of("LATENCY_MS", "60000"));
    LoadOptions options = lasting(shop, 100, 100).withTimeout(Duration.ofMillis(50));

    LoadStats all = LoadClient.start(options).finish().all();

    assertThat(all.lostBy()).isEqualTo(Map.of(LossReason.TIME_OUT, 10L));
  }

  @Test
  void nothingIsSentAgainWhenAnOldConnectionBreaks() throws Exception {
    try (var server =
        ScriptedServer.start(
            connection -> {
              connection.readRequest();
              connection.write(FROM_V1);
              // The second one is read, and the connection closed without an answer to it.
              connection.readRequest();
            })) {
      LoadOptions options = lasting(server.uri(), 50, 400).withConnections(1);
      LoadStats all = LoadClient.start(options).finish().all();

      assertThat(all.lostBy()).containsOnlyKeys(LossReason.CLOSED_ON_REUSE);
      assertThat(all.answeredBy("v1")).isEqualTo(server.connections());
      assertThat(all.lost()).isEqualTo(20 - server.connections());
    }
  }

  @Test
  void everyRequestIsAPostWithABodyAnIdAndTheRoutesHost() throws Exception {
    try (var server = ScriptedServer.answering(FROM_V1)) {
      LoadOptions options = lasting(server.uri(), 100, 100).withHost("shop.example");
      LoadClient.start(options.withoutKeepAlive()).finish();

      assertThat(server.requests())
          .hasSize(10)
          .allSatisfy(
              request -> {
                assertThat(request.startLine()).isEqualTo("POST / HTTP/1.1");
                assertThat(request.body()).isNotEmpty();
                assertThat(request.field("host")).isEqualTo("shop.example");
                assertThat(request.keepsAlive()).isFalse();
              });
      assertThat(server.requests().stream().map(request -> request.field("x-request-id")))
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void aPoliteEndUnderLoadLosesNothing() throws Exception {
    URI shop = shop(Map.of("DRAIN_MS", "60000"));
    try (LoadRun run = LoadClient.start(lasting(shop, 100, 60_000).withConnections(4))) {
      await().until(() -> run.stats().sent() > 20);
      shops.getFirst().terminate();
      await().until(() -> run.stats().sent() > 60);

      LoadStats all = run.stop().all();
      assertThat(all.lost()).isZero();
      assertThat(handled.total()).isEqualTo(all.sent());
    }
  }

  @Test
  void theRecordsSayTheSameAsTheLiveFigures() throws Exception {
    URI shop = shop(Map.of("ERROR_RATE", "0.5"));
    LoadRun run = LoadClient.start(lasting(shop, 200, 500));

    LoadReport report = run.finish();

    assertThat(report.all()).isEqualTo(run.stats());
    assertThat(Files.readAllLines(folder.resolve("records.csv")))
        .hasSize(101)
        .startsWith(RequestRecord.HEADER);
    Instant middle = run.began().plusMillis(250);
    assertThat(report.between(Instant.MIN, middle).sent()).isEqualTo(50);
    assertThat(report.between(middle, Instant.MAX).sent()).isEqualTo(50);
  }

  @Test
  void aStopEndsTheRunEarly() throws Exception {
    LoadRun run = LoadClient.start(lasting(shop(Map.of()), 100, 60_000));
    await().until(() -> run.stats().sent() > 5);

    LoadStats all = run.stop().all();

    assertThat(all.sent()).isLessThan(1000).isEqualTo(handled.total());
    assertThat(run.inFlight()).isZero();
    assertThat(run.stop().all()).isEqualTo(all);
  }

  @Test
  void aRecordIsReadAsItWasWritten() {
    var lost =
        new RequestRecord(7, 1_700_000_000_000_001L, 5, new Outcome.Lost(LossReason.RESET, "a b"));
    var answered = new RequestRecord(8, 1, 2, new Outcome.Answered(500, "v1"));

    assertThat(RequestRecord.parse(lost.line())).isEqualTo(lost);
    assertThat(RequestRecord.parse(answered.line())).isEqualTo(answered);
  }

  @Test
  void boundsAreKept() {
    Path records = folder.resolve("records.csv");
    LoadOptions options = LoadOptions.to(URI.create("http://127.0.0.1:8000/"), records);
    assertThatThrownBy(() -> options.withRate(1001)).hasMessageContaining("1 to 1000: 1001");
    assertThatThrownBy(() -> options.withDuration(Duration.ofHours(2)))
        .hasMessageContaining("at most PT1H: PT2H");
    assertThatThrownBy(() -> LoadOptions.to(URI.create("http://localhost/"), records))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private LoadOptions lasting(URI target, int rate, int millis) {
    return LoadOptions.to(target, folder.resolve("records.csv"))
        .withRate(rate)
        .withDuration(Duration.ofMillis(millis));
  }

  private URI shop(Map<String, String> env) throws IOException {
    int port = freePort();
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    shops.add(ShopApp.start(ShopSettings.of(env, "v1"), address, handled));
    await().until(() -> listens(port));
    return URI.create("http://127.0.0.1:" + port + "/");
  }

  private static boolean listens(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
