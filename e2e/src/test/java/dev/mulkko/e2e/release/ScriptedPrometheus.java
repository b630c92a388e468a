package dev.mulkko.e2e.release;

import com.sun.net.httpserver.HttpExchange;
import dev.mulkko.e2e.LoopbackServer;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
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

  private static final String JSON = "application/json";

  private final LoopbackServer server = LoopbackServer.at("/api/v1/query", this::answer);
  private volatile CountDownLatch healed = new CountDownLatch(0);
  private volatile @Nullable Fault fault;

  String url() {
    return server.address().toString();
  }

  void breaks(Fault how) {
    healed = new CountDownLatch(1);
    fault = how;
  }

  void heals() {
    fault = null;
    healed.countDown();
  }

  private void answer(HttpExchange exchange) throws IOException, InterruptedException {
    exchange.getRequestBody().readAllBytes();
    long now = Instant.now().getEpochSecond();
    switch (fault) {
      case null -> send(exchange, vector(FINE, now));
      case DOWN -> {}
      case SLOW -> {
        healed.await(60, TimeUnit.SECONDS);
        send(exchange, vector(FINE, now));
      }
      case TOO_MANY_REQUESTS -> LoopbackServer.send(exchange, 429, JSON, "slow down");
      case ERROR -> LoopbackServer.send(exchange, 503, JSON, "not now");
      case NOT_A_NUMBER -> send(exchange, vector("NaN", now));
      case EMPTY -> send(exchange, success("vector", "[]"));
      case WRONG_TYPE -> send(exchange, success("string", "[%d,\"0.01\"]".formatted(now)));
      case STALE -> send(exchange, vector(FINE, now - 3600));
    }
  }

  private static String vector(String value, long at) {
    return success("vector", "[{\"metric\":{},\"value\":[%d,\"%s\"]}]".formatted(at, value));
  }

  private static String success(String type, String result) {
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"%s\",\"result\":%s}}"
        .formatted(type, result);
  }

  private static void send(HttpExchange exchange, String body) throws IOException {
    LoopbackServer.send(exchange, 200, JSON, body);
  }

  @Override
  public void close() {
    heals();
    server.close();
  }
}
