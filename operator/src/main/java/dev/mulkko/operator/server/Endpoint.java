package dev.mulkko.operator.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** A port that answers GET with text. */
public final class Endpoint {

  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  private Endpoint(HttpServer server) {
    this.server = server;
    server.setExecutor(executor);
  }

  /**
   * Binds a port.
   *
   * @param port 0 takes a free one
   * @throws UncheckedIOException when the port is taken
   */
  public static Endpoint on(int port) {
    try {
      return new Endpoint(HttpServer.create(new InetSocketAddress(port), 0));
    } catch (IOException e) {
      throw new UncheckedIOException("port %d cannot be opened".formatted(port), e);
    }
  }

  /**
   * Answers in OpenMetrics where that is accepted, which alone has exemplars, and as Prometheus has
   * always been answered where it is not.
   *
   * @param body by its content type
   */
  public Endpoint metrics(String path, UnaryOperator<String> body) {
    server.createContext(
        path,
        exchange -> {
          String type = Accepted.openMetrics(exchange) ? Accepted.OPEN_METRICS : Accepted.TEXT;
          answer(exchange, 200, type, body.apply(type));
        });
    return this;
  }

  /** Answers 200 while the check holds and 503 while it does not. */
  public Endpoint check(String path, BooleanSupplier check) {
    server.createContext(
        path,
        exchange -> {
          boolean holds = check.getAsBoolean();
          answer(exchange, holds ? 200 : 503, Accepted.TEXT, holds ? "ok\n" : "not yet\n");
        });
    return this;
  }

  public void start() {
    server.start();
  }

  public void stop() {
    server.stop(0);
    executor.shutdownNow();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private static void answer(HttpExchange exchange, int code, String type, String body)
      throws IOException {
    try (exchange) {
      if (!exchange.getRequestMethod().equals("GET")) {
        exchange.sendResponseHeaders(405, -1);
        return;
      }
      // The server finds a path by its beginning.
      if (!exchange.getRequestURI().getPath().equals(exchange.getHttpContext().getPath())) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(code, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
