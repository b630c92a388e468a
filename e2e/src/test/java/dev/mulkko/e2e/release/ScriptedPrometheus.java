package dev.mulkko.e2e.release;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Says of every metric that it is fine, unless it is told to fail. A real one cannot be told. */
final class ScriptedPrometheus implements AutoCloseable {

  /** What a monitoring does when it is needed. */
  enum Fault {
    DOWN,
    SLOW,
    TOO_MANY_REQUESTS,
    ERROR,
    NOT_A_NUMBER,
    EMPTY,
    WRONG_TYPE,
    STALE
  }

  private static final String FINE = "0.01";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile CountDownLatch healed = new CountDownLatch(0);
  private volatile @Nullable Fault fault;

  private ScriptedPrometheus(HttpServer server) {
    this.server = server;
  }

  static ScriptedPrometheus start() {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      ScriptedPrometheus prometheus = new ScriptedPrometheus(HttpServer.create(address, 0));
      prometheus.server.createContext("/api/v1/query", prometheus::answer);
      prometheus.server.setExecutor(prometheus.threads);
      prometheus.server.start();
      return prometheus;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void breaks(Fault how) {
    healed = new CountDownLatch(1);
    fault = how;
  }

  void heals() {
    fault = null;
    healed.countDown();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      long now = Instant.now().getEpochSecond();
      switch (fault) {
        case null -> send(exchange, 200, vector(FINE, now));
        case DOWN -> {}
        case SLOW -> {
          healed.await(60, TimeUnit.SECONDS);
          send(exchange, 200, vector(FINE, now));
        }
        case TOO_MANY_REQUESTS -> send(exchange, 429, "slow down");
        case ERROR -> send(exchange, 503, "not now");
        case NOT_A_NUMBER -> send(exchange, 200, vector("NaN", now));
        case EMPTY -> send(exchange, 200, success("vector", "[]"));
        case WRONG_TYPE -> send(exchange, 200, success("string", "[%d,\"0.01\"]".formatted(now)));
        case STALE -> send(exchange, 200, vector(FINE, now - 3600));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String vector(String value, long at) {
    return success("vector", "[{\"metric\":{},\"value\":[%d,\"%s\"]}]".formatted(at, value));
  }

  private static String success(String type, String result) {
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"%s\",\"result\":%s}}"
        .formatted(type, result);
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    heals();
    server.stop(0);
    threads.shutdownNow();
  }
}
