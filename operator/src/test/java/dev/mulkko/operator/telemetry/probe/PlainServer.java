package dev.mulkko.operator.telemetry.probe;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** Answers as it is told, and remembers what it was asked. */
record PlainServer(HttpServer http, ExecutorService threads, BlockingQueue<Request> requests)
    implements AutoCloseable {

  record Request(String line, Map<String, List<String>> headers) {}

  static PlainServer that(HttpHandler answers) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    PlainServer server =
        new PlainServer(
            http, Executors.newVirtualThreadPerTaskExecutor(), new LinkedBlockingQueue<>());
    http.setExecutor(server.threads);
    http.createContext(
        "/",
        exchange -> {
          try (exchange) {
            server.requests.add(
                new Request(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                    Map.copyOf(exchange.getRequestHeaders())));
            answers.handle(exchange);
          }
        });
    http.start();
    return server;
  }

  /** Until the server is closed. */
  static void hang() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  int port() {
    return http.getAddress().getPort();
  }

  InetSocketAddress address() {
    return http.getAddress();
  }

  String place() {
    return "127.0.0.1:" + port();
  }

  String url() {
    return "http://" + place();
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
