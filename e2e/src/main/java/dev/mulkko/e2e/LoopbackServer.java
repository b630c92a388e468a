package dev.mulkko.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers what no real server can be told to answer: a port of its own, a thread a request. */
public final class LoopbackServer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private LoopbackServer(HttpServer server) {
    this.server = server;
  }

  /** Whoever answers nothing closes the connection. */
  @FunctionalInterface
  public interface Handler {
    void answer(HttpExchange exchange) throws IOException, InterruptedException;
  }

  /**
   * Starts one.
   *
   * @param path the beginning of all paths that it answers
   */
  public static LoopbackServer at(String path, Handler handler) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      LoopbackServer created = new LoopbackServer(HttpServer.create(address, 0));
      created.server.createContext(path, exchange -> answer(handler, exchange));
      created.server.setExecutor(created.threads);
      created.server.start();
      return created;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void answer(Handler handler, HttpExchange exchange) throws IOException {
    try (exchange) {
      handler.answer(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Answers with a text of a type such as {@code application/json}. */
  public static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    send(exchange, status, body.getBytes(UTF_8));
  }

  /** Answers with what another server said. */
  public static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  /** Without a path. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Those who wait for an answer get none. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
