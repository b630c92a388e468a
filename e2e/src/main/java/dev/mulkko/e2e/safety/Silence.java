package dev.mulkko.e2e.safety;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Opens every WebSocket that it is asked for, and never says anything in it. */
final class Silence implements AutoCloseable {

  private static final String KEY = "sec-websocket-key:";

  /** Of RFC 6455, section 1.3. */
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private final ServerSocket door;
  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Silence() {
    try {
      this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::serve);
  }

  URI address() {
    return URI.create("http://127.0.0.1:%d/".formatted(door.getLocalPort()));
  }

  /** Ends those that are open. */
  void end() {
    open.forEach(Connections::end);
    open.clear();
  }

  private void serve() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        open.add(client);
        threads.execute(() -> welcome(client));
      } catch (IOException e) {
        // Closed, or one connection that did not come about.
      }
    }
  }

  private static void welcome(Socket client) {
    try {
      BufferedReader asked =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
      String key = "";
      for (String line = asked.readLine();
          line != null && !line.isEmpty();
          line = asked.readLine()) {
        if (line.regionMatches(true, 0, KEY, 0, KEY.length())) {
          key = line.substring(KEY.length()).strip();
        }
      }
      client
          .getOutputStream()
          .write(
              "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n"
                  .formatted(accepted(key))
                  .getBytes(StandardCharsets.US_ASCII));
      client.getOutputStream().flush();
    } catch (IOException e) {
      Connections.end(client);
    }
  }

  private static String accepted(String key) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-1")
                  .digest((key + GUID).getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    Connections.end(door);
    end();
    threads.close();
  }
}
