package dev.mulkko.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells of every pod that it answered twenty requests a second since the beginning, all of them
 * badly if its name says that it is a canary; and 1 to any other question.
 */
final class FakePrometheus implements AutoCloseable {

  private static final Pattern PODS = Pattern.compile("pod=~\"([^\"]*)\"");
  private static final int WINDOW = 30;

  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Duration work;
  private final Instant begun = Instant.now();
  private final AtomicInteger shared = new AtomicInteger();
  private final AtomicInteger all = new AtomicInteger();

  /**
   * A server on this machine.
   *
   * @param work how long it thinks of each question
   */
  FakePrometheus(Duration work) throws IOException {
    this.work = work;
    this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
    http.setExecutor(threads);
    http.createContext("/api/v1/", this::answer);
    http.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      all.incrementAndGet();
      LockSupport.parkNanos(work.toNanos());
      Matcher pods = PODS.matcher(URLDecoder.decode(form, UTF_8));
      byte[] body = (pods.find() ? counters(pods.group(1)) : gate(form)).getBytes(UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private String gate(String form) {
    if (form.contains("namespace")) {
      shared.incrementAndGet();
    }
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[%d,\"1\"]}}"
        .formatted(Instant.now().getEpochSecond());
  }

  private String counters(String pods) {
    StringBuilder series = new StringBuilder();
    for (String pod : pods.split("\\|", -1)) {
      series.append(series.isEmpty() ? "" : ",").append(series(pod));
    }
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[%s]}}"
        .formatted(series);
  }

  /** Scraped once a second. */
  private String series(String pod) {
    long now = Instant.now().getEpochSecond();
    StringBuilder values = new StringBuilder();
    for (long at = Math.max(begun.getEpochSecond(), now - WINDOW); at <= now; at++) {
      values
          .append(values.isEmpty() ? "" : ",")
          .append("[%d,\"%d\"]".formatted(at, 1000 + 20 * (at - begun.getEpochSecond())));
    }
    return """
        {"metric":{"__name__":"http_server_requests_seconds_count","pod":"%s","outcome":"%s"},"values":[%s]}"""
        .formatted(pod, pod.contains("-canary-") ? "SERVER_ERROR" : "SUCCESS", values);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  int asked() {
    return all.get();
  }

  /** How often it was asked what all Rollouts of a namespace ask. */
  int sharedAsked() {
    return shared.get();
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
