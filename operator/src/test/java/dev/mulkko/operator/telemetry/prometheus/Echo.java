package dev.mulkko.operator.telemetry.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mulkko.operator.telemetry.server.Credentials;
import dev.mulkko.operator.telemetry.server.MetricServer;
import dev.mulkko.operator.telemetry.server.MetricServer.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Answers every connection with the same bytes, whether they are HTTP or not. */
final class Echo implements AutoCloseable {

  private final ServerSocket socket;
  private final byte[] answer;
  private volatile String heard = "";

  private Echo(ServerSocket socket, byte[] answer) {
    this.socket = socket;
    this.answer = answer;
  }

  static Echo of(String answer) throws IOException {
    Echo echo =
        new Echo(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()), answer.getBytes(UTF_8));
    Thread.ofVirtual().start(echo::accept);
    return echo;
  }

  private void accept() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        heard = read(client);
        client.getOutputStream().write(answer);
        client.shutdownOutput();
        // Closed at once, the client might see a reset before it sees the answer.
        client.getInputStream().readAllBytes();
      } catch (IOException e) {
        // The client was first, or the test is over.
      }
    }
  }

  /** The head; what follows stays in the socket. */
  private static String read(Socket client) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = client.getInputStream().read();
      if (next == -1) {
        throw new IOException("no whole head");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  String heard() {
    return heard;
  }

  MetricServer described(Credentials credentials) {
    return MetricServer.ofProvider(
        "main",
        URI.create("http://127.0.0.1:" + socket.getLocalPort()),
        credentials,
        Optional.empty(),
        new Limits(Duration.ofSeconds(30), 4, 1000, Duration.ZERO));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
