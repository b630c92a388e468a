package dev.mulkko.e2e.safety;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers in place of the API server, with a refusal. */
final class Refuser implements AutoCloseable {

  private static final int TOO_MANY_REQUESTS = 429;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Refuser() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", Refuser::refuse);
    server.start();
  }

  /** Where every request is refused with this code. */
  URI refusal(int code) {
    return URI.create("http://127.0.0.1:%d/%d".formatted(port(), code));
  }

  private int port() {
    return server.getAddress().getPort();
  }

  private static void refuse(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    int code = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
    exchange.getRequestBody().readAllBytes();
    byte[] status =
        """
        {"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": %d, "message": "refused by the drill"}
        """
            .formatted(code)
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    if (code == TOO_MANY_REQUESTS) {
      exchange.getResponseHeaders().add("Retry-After", "1");
    }
    exchange.sendResponseHeaders(code, status.length);
    exchange.getResponseBody().write(status);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
