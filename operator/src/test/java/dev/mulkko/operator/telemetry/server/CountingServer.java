package dev.mulkko.operator.telemetry.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mulkko.operator.telemetry.server.MetricServer.Limits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the connections that reach it, whatever they say. */
final class CountingServer implements AutoCloseable {

  private final ServerSocket socket;
  private final String head;
  private final AtomicInteger reached = new AtomicInteger();

  private CountingServer(String head) throws IOException {
    this.head = head;
    this.socket = new ServerSocket();
    socket.bind(new InetSocketAddress(0));
    Thread.ofVirtual().start(this::accept);
  }

  static CountingServer onEveryAddress() throws IOException {
    return new CountingServer("HTTP/1.1 204 No Content\r\n\r\n");
  }

  static CountingServer redirecting(String to) throws IOException {
    return new CountingServer(
        "HTTP/1.1 307 Temporary Redirect\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n"
            .formatted(to));
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        reached.incrementAndGet();
        Thread.ofVirtual().start(() -> answer(client));
      } catch (IOException e) {
        // It was closed.
      }
    }
  }

  private void answer(Socket client) {
    try (client) {
      client.getInputStream().read(new byte[4096]);
      client.getOutputStream().write(head.getBytes(UTF_8));
      client.getInputStream().read();
    } catch (IOException e) {
      // The other side was first.
    }
  }

  int reached() {
    return reached.get();
  }

  int port() {
    return socket.getLocalPort();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + port());
  }

  MetricServer server(Limits limits) {
    return new MetricServer(
        "MULKKO_PROMETHEUS_URL", url(), new Credentials.None(), Optional.empty(), limits);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
