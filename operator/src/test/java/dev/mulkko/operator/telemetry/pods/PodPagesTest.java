package dev.mulkko.operator.telemetry.pods;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.mulkko.engine.judge.Side;
import dev.mulkko.engine.judge.Told;
import dev.mulkko.engine.model.Comparison;
import dev.mulkko.engine.plan.gate.Comparing.Watch;
import dev.mulkko.kube.read.MetricTargets.Target;
import dev.mulkko.operator.telemetry.Teller.Asked;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real pages of a real server, of which none may be believed more than its words. */
class PodPagesTest {

  private static final String PAGE =
      """
      http_server_requests_seconds_count{outcome="SUCCESS",status="200"} 90
      http_server_requests_seconds_count{outcome="SERVER_ERROR",status="500"} 10
      """;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<HttpServer> servers = new ArrayList<>();

  @AfterEach
  void close() {
    servers.forEach(server -> server.stop(0));
    threads.shutdownNow();
  }

  @Test
  void aPageIsCounted() throws Exception {
    assertThat(counters(target(page(PAGE))))
        .singleElement()
        .extracting(Told::requests, Told::failed)
        .containsExactly(100L, 10L);
  }

  @Test
  void anotherStatusIsNoPage() throws Exception {
    assertThat(counters(target(exchange -> answer(exchange, 500, PAGE)))).isEmpty();
  }

  @Test
  void nobodyIsFollowedElsewhere() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Target other =
        target(
            exchange -> {
              asked.incrementAndGet();
              answer(exchange, 200, PAGE);
            });
    Target redirects =
        target(
            exchange -> {
              exchange
                  .getResponseHeaders()
                  .set("Location", "http://127.0.0.1:" + other.port() + "/metrics");
              answer(exchange, 302, "");
            });

    assertThat(counters(redirects)).isEmpty();
    assertThat(asked).hasValue(0);
  }

  @Test
  void anEndlessPageIsCutOff() throws Exception {
    byte[] line = "a_total{b=\"c\"} 1\n".repeat(1000).getBytes(UTF_8);
    Target endless =
        target(
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              try (OutputStream body = exchange.getResponseBody()) {
                while (!Thread.currentThread().isInterrupted()) {
                  body.write(line);
                }
              }
            });

    assertThat(counters(endless)).isEmpty();
  }

  @Test
  void aPageThatDripsHoldsUpNoOther() throws Exception {
    Target drips =
        target(
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              exchange.getResponseBody().write("a_total 1\n".getBytes(UTF_8));
              exchange.getResponseBody().flush();
              hang();
            });

    assertThat(counters(drips, target(page(PAGE)))).hasSize(1);
  }

  @Test
  void aFaultyPageIsNotCountedInPart() throws Exception {
    assertThat(counters(target(page(PAGE + "http_server_requests_seconds_count NaN\n")))).isEmpty();
  }

  @Test
  void nobodyListens() throws Exception {
    Target gone = target(page(PAGE));
    servers.removeFirst().stop(0);

    assertThat(counters(gone)).isEmpty();
  }

  private static List<Told> counters(Target... targets) throws InterruptedException {
    Watch watch =
        new Watch(Comparison.DEFAULT, "shop", "a", "b", Instant.EPOCH, Optional.empty(), List.of());
    return new PodCounters("shop/shop", new HttpPages(), Clock.systemUTC())
        .hear(new Asked(watch, List.of(targets), Optional.empty(), Duration.ofSeconds(1)))
        .told();
  }

  private Target target(HttpHandler handler) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(threads);
    http.createContext("/metrics", handler);
    http.start();
    servers.add(http);
    int port = http.getAddress().getPort();
    return new Target(Side.Canary, "shop-" + port, "127.0.0.1", port);
  }

  private static HttpHandler page(String text) {
    return exchange -> answer(exchange, 200, text);
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static void hang() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
