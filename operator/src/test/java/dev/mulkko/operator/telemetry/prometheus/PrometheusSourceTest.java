package dev.mulkko.operator.telemetry.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import dev.mulkko.engine.model.Reading;
import dev.mulkko.engine.model.Reading.NoAnswer;
import dev.mulkko.engine.plan.gate.Question;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** How it asks, and servers that do not even answer. */
class PrometheusSourceTest {

  /** Never reached. */
  private static final Duration AMPLE = Duration.ofMinutes(1);

  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Question UP = new Question("errors", "up");

  @Test
  void aQuestionIsAFormOfOneField() throws Exception {
    String query = "sum(rate(http_requests{code=~\"5..\"}[1m])) > 0 & é + 100 %";
    try (ScriptedServer server = ScriptedServer.that(ScriptedServer.says(200, ""))) {
      source(server.address(), AMPLE).ask("shop/web", new Question("errors", query));
      ScriptedServer.Request request = server.requests().remove();
      assertThat(request.method()).isEqualTo("POST");
      assertThat(request.uri()).hasToString("/api/v1/query");
      assertThat(request.headers())
          .containsEntry("Content-type", List.of("application/x-www-form-urlencoded"))
          .doesNotContainKeys("Accept-encoding", "Authorization", "Upgrade");
      assertThat(request.body()).startsWith("query=").doesNotContain("&");
      assertThat(URLDecoder.decode(request.body().substring("query=".length()), UTF_8))
          .isEqualTo(query);
    }
  }

  @Test
  void aConnectionIsUsedAgain() throws Exception {
    Set<InetSocketAddress> clients = ConcurrentHashMap.newKeySet();
    HttpHandler answer =
        exchange -> {
          clients.add(exchange.getRemoteAddress());
          ScriptedServer.says(200, "{}").handle(exchange);
        };
    try (ScriptedServer server = ScriptedServer.that(answer)) {
      PrometheusSource source = source(server.address(), AMPLE);
      for (int i = 0; i < 20; i++) {
        source.ask("shop/web", UP);
      }
      assertThat(server.requests()).hasSize(20);
      assertThat(clients).hasSize(1);
    }
  }

  /** Each byte comes in time, and a time-out that begins anew at each would never end. */
  @Test
  void anAnswerThatComesByteByByteIsWaitedForNoLonger() throws Exception {
    HttpHandler dripping =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          for (int i = 0; i < 200; i++) {
            exchange.getResponseBody().write(' ');
            exchange.getResponseBody().flush();
            LockSupport.parkNanos(SHORT.toNanos() / 20);
          }
        };
    try (ScriptedServer server = ScriptedServer.that(dripping)) {
      assertThat(source(server.address(), SHORT).ask("shop/web", UP))
          .isEqualTo(new NoAnswer("Prometheus gave no answer within 1 s"));
    }
  }

  @Test
  void aPathOfTheAddressStandsBeforeThatOfTheQuery() throws Exception {
    try (ScriptedServer server = ScriptedServer.that(ScriptedServer.says(404, ""))) {
      URI address = URI.create(server.address() + "/prometheus");
      assertThat(source(address, AMPLE).ask("shop/web", UP))
          .isEqualTo(
              new NoAnswer(
                  ("%s/api/v1 is not found (404): set MULKKO_PROMETHEUS_URL to what stands"
                          + " before /api/v1")
                      .formatted(address)));
    }
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    try (ScriptedServer other = ScriptedServer.that(ScriptedServer.says(200, ""));
        ScriptedServer server =
            ScriptedServer.that(
                ScriptedServer.says(307, "Location", other.address().toString(), ""))) {
      source(server.address(), AMPLE).ask("shop/web", UP);
      assertThat(server.requests()).hasSize(1);
      assertThat(other.requests()).isEmpty();
    }
  }

  @Test
  void aServerThatKeepsSilentIsNotWaitedFor() throws Exception {
    try (ScriptedServer server = ScriptedServer.that(_ -> ScriptedServer.hang())) {
      assertThat(source(server.address(), SHORT).ask("shop/web", UP))
          .isEqualTo(new NoAnswer("Prometheus gave no answer within 1 s"));
    }
  }

  @Test
  void anAnswerThatStopsInTheMiddleIsNotWaitedForAndItsConnectionIsClosed() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Boolean> closed = new CompletableFuture<>();
      Thread.ofVirtual().start(() -> closed.complete(closedAfterHalfAnAnswer(server)));
      URI address = URI.create("http://127.0.0.1:" + server.getLocalPort());
      assertThat(source(address, SHORT).ask("shop/web", UP))
          .isEqualTo(new NoAnswer("Prometheus gave no answer within 1 s"));
      assertThat(closed.get(2, TimeUnit.MINUTES)).isTrue();
    }
  }

  /** Whether the client goes away while the rest is still to come. */
  private static boolean closedAfterHalfAnAnswer(ServerSocket server) {
    try (Socket socket = server.accept()) {
      byte[] request = new byte[4096];
      String read = "";
      while (!read.endsWith("query=up")) {
        int count = socket.getInputStream().read(request);
        if (count < 0) {
          return true;
        }
        read += new String(request, 0, count, UTF_8);
      }
      String half = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"status\":";
      socket.getOutputStream().write(half.getBytes(UTF_8));
      return socket.getInputStream().read() < 0;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void aPortWhereNobodyListensRefuses() throws Exception {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    assertThat(source(URI.create("http://127.0.0.1:" + port), AMPLE).ask("shop/web", UP))
        .isEqualTo(
            new NoAnswer(
                ("127.0.0.1:%d refuses the connection: check MULKKO_PROMETHEUS_URL and that"
                        + " Prometheus runs")
                    .formatted(port)));
  }

  /** A label of more than 63 letters: no resolver needs to ask anybody. */
  @Test
  void aHostThatNobodyKnowsIsNamed() {
    String host = "a".repeat(64) + ".invalid";
    assertThat(source(URI.create("http://%s:9090".formatted(host)), AMPLE).ask("shop/web", UP))
        .isEqualTo(
            new NoAnswer(
                "no address is known for %s: check MULKKO_PROMETHEUS_URL".formatted(host)));
  }

  @Test
  void aServerWithoutTlsIsNoAnswerToHttps() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> refuseTls(server));
      URI address = URI.create("https://127.0.0.1:" + server.getLocalPort());
      Reading reading = source(address, AMPLE).ask("shop/web", UP);
      assertThat(reading).isInstanceOf(NoAnswer.class);
      // The JDK reports whichever it saw first: the wrong first bytes, or the end of them.
      assertThat(reading.toString())
          .containsAnyOf(
              "127.0.0.1:%d does not speak TLS: write http:// in MULKKO_PROMETHEUS_URL"
                  .formatted(server.getLocalPort()),
              "the answer broke off: ");
    }
  }

  private static void refuseTls(ServerSocket server) {
    try (Socket socket = server.accept()) {
      socket.getOutputStream().write("HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(UTF_8));
      // Closed at once, the client might see a reset before it sees the text.
      socket.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whoIsInterruptedWhileWaitingStaysInterrupted() throws Exception {
    try (ScriptedServer server = ScriptedServer.that(_ -> ScriptedServer.hang())) {
      Thread.currentThread().interrupt();
      assertThat(source(server.address(), AMPLE).ask("shop/web", UP))
          .isEqualTo(new NoAnswer("Mulkko does not wait for it any longer"));
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static PrometheusSource source(URI address, Duration limit) {
    return Apis.source(Apis.within(limit, address, Clock.systemUTC()));
  }
}
