package dev.mulkko.operator.telemetry.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.mulkko.engine.model.Look;
import dev.mulkko.engine.model.Probe;
import dev.mulkko.engine.model.Sight;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Against a server that answers as it likes. */
class RequestsTest {

  private static final Instant NOW = Instant.ofEpochSecond(1000);
  private static final int ALL = 20;

  /** Of those that are not waited for. */
  private static final Duration SHORT = Duration.ofMillis(500);

  private static final Duration LONG = Duration.ofSeconds(10);
  private static final String VERSION = "X-Version";

  @Test
  void eachAnswerIsCountedByItsVersionWhateverItsStatus() throws IOException {
    AtomicInteger count = new AtomicInteger();
    try (PlainServer server =
        PlainServer.that(
            exchange -> {
              boolean canary = count.getAndIncrement() % 5 == 0;
              exchange.getResponseHeaders().set(VERSION, canary ? "v2" : "v1");
              exchange.sendResponseHeaders(canary ? 500 : 200, -1);
            })) {
      assertThat(look(server))
          .isEqualTo(new Sight(LOOK.of(server), NOW, Map.of("v1", 16, "v2", 4), 0, "", Set.of()));
    }
  }

  @Test
  void nothingIsSentButOneLineAndTheNameOfTheHost() throws IOException {
    try (PlainServer server = PlainServer.that(says(200, "v1"))) {
      look(server);
      assertThat(server.requests()).hasSize(ALL);
      for (PlainServer.Request request : server.requests()) {
        assertThat(request.line()).isEqualTo("GET /healthz");
        assertThat(request.headers())
            .containsOnlyKeys("Host", "Connection")
            .containsEntry("Host", List.of("shop.example"));
      }
    }
  }

  @Test
  void aRedirectIsNotFollowed() throws IOException {
    try (PlainServer other = PlainServer.that(says(200, "v9"));
        PlainServer server =
            PlainServer.that(
                exchange -> {
                  exchange.getResponseHeaders().set("Location", other.url() + "/healthz");
                  exchange.sendResponseHeaders(302, -1);
                })) {
      assertThat(look(server))
          .isEqualTo(silent(server, "status 302 came without header x-version"));
      assertThat(other.requests()).isEmpty();
    }
  }

  @Test
  void anErrorOfTheGatewayTellsNoVersion() throws IOException {
    try (PlainServer server = PlainServer.that(says(503, ""))) {
      assertThat(look(server))
          .isEqualTo(silent(server, "status 503 came without header x-version"));
    }
  }

  /** It would be read for ever. */
  @Test
  void aBodyIsNotRead() throws IOException {
    try (PlainServer server =
        PlainServer.that(
            exchange -> {
              exchange.getResponseHeaders().set(VERSION, "v1");
              exchange.sendResponseHeaders(200, 0);
              endless(exchange);
            })) {
      assertThat(look(server).answers()).isEqualTo(Map.of("v1", ALL));
    }
  }

  @Test
  void whoDoesNotAnswerIsLeftAloneAfterSomeRequests() throws IOException {
    try (PlainServer server = PlainServer.that(_ -> PlainServer.hang())) {
      Sight sight = shortly(server.port());
      assertThat(sight).isEqualTo(silent(server, sight.why()));
      assertThat(sight.why())
          .isEqualTo("no answer from %s within 500 ms".formatted(server.place()));
      assertThat(server.requests()).hasSizeLessThan(ALL);
    }
  }

  /** A byte now and then would keep a time-out of reads from ever coming. */
  @Test
  void aHeadThatComesByteByByteIsCutOff() throws IOException {
    try (DrippingServer server = DrippingServer.dripping("HTTP/1.1 200 OK\r\nX-Slow: ")) {
      assertThat(shortly(server.port()).told()).isZero();
    }
  }

  @Test
  void aHeadThatNeverEndsIsCutOff() throws IOException {
    try (DrippingServer server = DrippingServer.flooding("HTTP/1.1 200 OK\r\nX-Long: ")) {
      assertThat(look(server.port()).why())
          .isEqualTo("an answer is no HTTP/1.1, or its head is larger than 16 kB");
    }
  }

  @Test
  void whatOnlyAnnouncesAnAnswerIsNone() throws IOException {
    try (DrippingServer server =
        DrippingServer.saying(
            "HTTP/1.1 103 Early Hints\r\nX-Version: early\r\n\r\nHTTP/1.1 200 OK\r\nX-Version: v1\r\n\r\n")) {
      assertThat(look(server.port()).answers()).isEqualTo(Map.of("v1", ALL));
    }
  }

  /** It goes into a status. */
  @Test
  void aValueIsCutAndMadePrintable() throws IOException {
    try (DrippingServer server =
        DrippingServer.saying(
            "HTTP/1.1 200 OK\r\nx-version:  a\u0001b" + "c".repeat(100) + "\r\n\r\n")) {
      assertThat(look(server.port()).answers()).isEqualTo(Map.of("a?b" + "c".repeat(21), ALL));
    }
  }

  @Test
  void whoRefusesTheConnectionIsNamed() throws IOException {
    PlainServer server = PlainServer.that(says(200, "v1"));
    server.close();
    assertThat(look(server)).isEqualTo(silent(server, server.place() + " refuses the connection"));
  }

  /** Who does not speak TLS is not asked without it. */
  @Test
  void aFailureOfTlsIsNamed() throws IOException {
    try (DrippingServer server =
        DrippingServer.saying("HTTP/1.1 200 OK\r\nX-Version: v1\r\n\r\n")) {
      String url = "https://127.0.0.1:%d/healthz".formatted(server.port());
      Probe probe = new Probe(url, Optional.empty(), "x-version", ALL, 5);
      Sight sight =
          requests("127.0.0.1:" + server.port())
              .look(new Look(probe, "7d9e", "weight 20", NOW), NOW, Optional.empty(), () -> true);
      assertThat(sight.why()).startsWith("TLS with 127.0.0.1:%d failed".formatted(server.port()));
      assertThat(sight.told()).isZero();
    }
  }

  @Test
  void whatIsNotListedIsNotAsked() throws IOException {
    try (PlainServer server = PlainServer.that(says(200, "v1"))) {
      Sight sight = requests("").look(LOOK.of(server), NOW, Optional.empty(), () -> true);
      assertThat(sight.why())
          .startsWith("MULKKO_PROBE_HOSTS of the operator does not list 127.0.0.1:");
      assertThat(sight.silent()).isEqualTo(ALL);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void aPodOfThisMachineIsNotAsked() throws IOException {
    try (PlainServer server = PlainServer.that(says(200, "v1"));
        PlainServer pod = PlainServer.that(says(200, "v2"))) {
      Look learning = new Look(LOOK.of(server).probe(), "7d9e", Look.STABLE_ALONE, NOW);
      Sight sight =
          requests("127.0.0.1:" + server.port())
              .look(learning, NOW, Optional.of(pod.address()), () -> true);
      assertThat(sight.answers()).isEqualTo(Map.of("v1", ALL));
      assertThat(sight.canary()).isEmpty();
      assertThat(pod.requests()).isEmpty();
    }
  }

  @Test
  void whoeverIsNotWantedAnyMoreSendsNoMore() throws IOException {
    try (PlainServer server = PlainServer.that(says(200, "v1"))) {
      AtomicInteger asked = new AtomicInteger();
      look(server.port(), () -> asked.incrementAndGet() <= 5);
      assertThat(server.requests()).hasSize(5);
    }
  }

  @Test
  void requestsHaveTheirTimeBetweenThem() throws IOException {
    try (PlainServer server = PlainServer.that(says(200, "v1"))) {
      long began = System.nanoTime();
      look(server);
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isGreaterThanOrEqualTo(Requests.BETWEEN.multipliedBy(ALL - 1));
    }
  }

  private static void endless(HttpExchange exchange) throws IOException {
    byte[] more = new byte[8192];
    while (true) {
      exchange.getResponseBody().write(more);
    }
  }

  private static HttpHandler says(int status, String version) {
    return exchange -> {
      if (!version.isEmpty()) {
        exchange.getResponseHeaders().set(VERSION, version);
      }
      exchange.sendResponseHeaders(status, -1);
    };
  }

  /** At a weight of 20 %. */
  private interface Looked {
    Look of(PlainServer server);
  }

  private static final Looked LOOK = server -> lookAt(server.port());

  private static Look lookAt(int port) {
    Probe probe =
        new Probe(
            "http://127.0.0.1:%d/healthz".formatted(port),
            Optional.of("shop.example"),
            "x-version",
            ALL,
            5);
    return new Look(probe, "7d9e", "weight 20", NOW);
  }

  private static Sight silent(PlainServer server, String why) {
    return new Sight(LOOK.of(server), NOW, Map.of(), ALL, why, Set.of());
  }

  private static Sight look(PlainServer server) {
    return look(server.port());
  }

  private static Sight look(int port) {
    return look(port, () -> true);
  }

  private static Sight shortly(int port) {
    return requests("127.0.0.1:" + port, SHORT)
        .look(lookAt(port), NOW, Optional.<InetSocketAddress>empty(), () -> true);
  }

  private static Sight look(int port, BooleanSupplier wanted) {
    return requests("127.0.0.1:" + port)
        .look(lookAt(port), NOW, Optional.<InetSocketAddress>empty(), wanted);
  }

  private static Requests requests(String listed) {
    return requests(listed, LONG);
  }

  private static Requests requests(String listed, Duration limit) {
    return new Requests(ProbeHosts.from(listed), InetAddress::getAllByName, new ProbeClient(limit));
  }
}
