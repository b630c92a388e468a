package dev.mulkko.operator.telemetry.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** Answers as it is told, and remembers what it was asked. */
record ScriptedServer(HttpServer http, ExecutorService threads, BlockingQueue<Request> requests)
    implements AutoCloseable {

  record Request(String method, URI uri, Headers headers, String body) {}

  static ScriptedServer that(HttpHandler answers) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ScriptedServer server =
        new ScriptedServer(
            http, Executors.newVirtualThreadPerTaskExecutor(), new LinkedBlockingQueue<>());
    http.setExecutor(server.threads);
    http.createContext("/", exchange -> server.handle(exchange, answers));
    http.start();
    return server;
  }

  private void handle(HttpExchange exchange, HttpHandler answers) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      exchange.setStreams(new ByteArrayInputStream(body), null);
      requests.add(
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI(),
              exchange.getRequestHeaders(),
              new String(body, UTF_8)));
      answers.handle(exchange);
    }
  }

  static HttpHandler says(int status, String body) {
    return exchange -> {
      byte[] bytes = body.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  static HttpHandler says(int status, String header, String value, String body) {
    return exchange -> {
      exchange.getResponseHeaders().set(header, value);
      says(status, body).handle(exchange);
    };
  }

  /** Until the server is closed. */
  static void hang() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
