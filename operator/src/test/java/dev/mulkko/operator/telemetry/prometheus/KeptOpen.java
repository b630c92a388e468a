package dev.mulkko.operator.telemetry.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Answers the number 1, and tells of each connection when it is opened and when it ends. */
final class KeptOpen implements AutoCloseable {

  private final ServerSocket socket;
  private final BlockingQueue<Integer> opened = new LinkedBlockingQueue<>();
  private final BlockingQueue<Integer> ended = new LinkedBlockingQueue<>();

  private KeptOpen(ServerSocket socket) {
    this.socket = socket;
  }

  static KeptOpen start() throws IOException {
    KeptOpen server = new KeptOpen(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()));
    Thread.ofVirtual().start(server::accept);
    return server;
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        opened.add(client.getPort());
        Thread.ofVirtual().start(() -> answer(client));
      } catch (IOException e) {
        // It was closed.
      }
    }
  }

  private void answer(Socket client) {
    String body =
        "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[%d,\"1\"]}}"
            .formatted(Clock.systemUTC().instant().getEpochSecond());
    String reply = "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s".formatted(body.length(), body);
    try (client) {
      InputStream requests = client.getInputStream();
      byte[] request = new byte[4096];
      while (requests.read(request) > 0) {
        client.getOutputStream().write(reply.getBytes(UTF_8));
      }
    } catch (IOException e) {
      // The other side was first.
    }
    ended.add(client.getPort());
  }

  String address() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  /** Ports of the client, in the order in which it came. */
  BlockingQueue<Integer> opened() {
    return opened;
  }

  /** Waits for the end of a connection. */
  int ended() throws InterruptedException {
    return Objects.requireNonNull(ended.poll(2, TimeUnit.MINUTES), "no connection ended");
  }

  /** How many ended of which nobody has asked. */
  int endedMore() {
    return ended.size();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
