package dev.mulkko.e2e.safety;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Says of every metric that all is well, until it is told to say the opposite. */
final class HollowPrometheus implements AutoCloseable {

  private final HttpServer server;
  private volatile int value;

  HollowPrometheus() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/api/v1/query",
        exchange -> {
          byte[] answer =
              """
              {"status": "success", "data": {"resultType": "scalar", "result": [%d.0, "%d"]}}
              """
                  .formatted(System.currentTimeMillis() / 1000, value)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  void fails() {
    value = 1;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
