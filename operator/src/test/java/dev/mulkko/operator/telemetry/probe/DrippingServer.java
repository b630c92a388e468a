package dev.mulkko.operator.telemetry.probe;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.locks.LockSupport;

/** Speaks as no server should: what it is told, and then the same again and again. */
record DrippingServer(ServerSocket socket) implements AutoCloseable {

  private static final byte[] LITTLE = "x".getBytes(US_ASCII);
  private static final byte[] MUCH = "x".repeat(4096).getBytes(US_ASCII);

  private static final byte[] GOOD_END = "\r\nX-Version: v1\r\n\r\n".getBytes(US_ASCII);
  private static final byte[] NOTHING = {};

  private static final long BETWEEN = 50_000_000;
  private static final int DRIPS = 60;

  /** A byte now and then, for much longer than anybody waits; then a good end. */
  static DrippingServer dripping(String head) throws IOException {
    return of(head, BETWEEN);
  }

  /** Bytes as fast as they are taken, for ever. */
  static DrippingServer flooding(String head) throws IOException {
    return of(head, 0);
  }

  /** That and nothing more. */
  static DrippingServer saying(String all) throws IOException {
    return of(all, -1);
  }

  private static DrippingServer of(String head, long between) throws IOException {
    DrippingServer server =
        new DrippingServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    Thread.startVirtualThread(() -> server.accept(head, between));
    return server;
  }

  private void accept(String head, long between) {
    try {
      while (true) {
        Socket client = socket.accept();
        Thread.startVirtualThread(() -> speak(client, head, between));
      }
    } catch (IOException e) {
      // It was closed.
    }
  }

  private static void speak(Socket client, String head, long between) {
    try (client) {
      OutputStream out = client.getOutputStream();
      out.write(head.getBytes(US_ASCII));
      while (between == 0) {
        out.write(MUCH);
      }
      for (int i = 0; between > 0 && i < DRIPS; i++) {
        out.write(LITTLE);
        LockSupport.parkNanos(between);
      }
      out.write(between > 0 ? GOOD_END : NOTHING);
      // The request is read to its end, so that closing does not take back what was said.
      client.shutdownOutput();
      client.getInputStream().readAllBytes();
    } catch (IOException e) {
      // The client has gone.
    }
  }

  int port() {
    return socket.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
