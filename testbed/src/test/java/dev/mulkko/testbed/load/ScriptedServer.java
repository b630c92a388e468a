package dev.mulkko.testbed.load;

import dev.mulkko.testbed.http.HttpConnection;
import dev.mulkko.testbed.http.HttpMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on a free loopback port that serves each connection as the test says. */
final class ScriptedServer implements AutoCloseable {

  /** What happens on one connection; it is closed afterwards. */
  @FunctionalInterface
  interface Script {
    void serve(HttpConnection connection) throws IOException;
  }

  private final ServerSocketChannel listener = ServerSocketChannel.open();
  private final List<HttpMessage> requests = new CopyOnWriteArrayList<>();
  private final List<HttpConnection> connections = new CopyOnWriteArrayList<>();

  private ScriptedServer() throws IOException {
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  static ScriptedServer start(Script script) throws IOException {
    var server = new ScriptedServer();
    Thread.startVirtualThread(() -> server.accept(script));
    return server;
  }

  /** One that answers every request the same. */
  static ScriptedServer answering(HttpMessage answer) throws IOException {
    var server = new ScriptedServer();
    Thread.startVirtualThread(
        () ->
            server.accept(
                connection -> {
                  while (server.read(connection)) {
                    connection.write(answer);
                  }
                }));
    return server;
  }

  URI uri() throws IOException {
    return URI.create(
        "http://127.0.0.1:" + ((InetSocketAddress) listener.getLocalAddress()).getPort() + "/");
  }

  /** The requests read so far. */
  List<HttpMessage> requests() {
    return requests;
  }

  /** How many connections were accepted so far. */
  int connections() {
    return connections.size();
  }

  /** Reads a request; false at the end of the connection. */
  boolean read(HttpConnection connection) throws IOException {
    HttpMessage request = connection.readRequest();
    if (request != null) {
      requests.add(request);
    }
    return request != null;
  }

  @Override
  public void close() throws IOException {
    listener.close();
    connections.forEach(HttpConnection::close);
  }

  private void accept(Script script) {
    try {
      while (true) {
        var connection = new HttpConnection(listener.accept());
        connections.add(connection);
        Thread.startVirtualThread(() -> serve(script, connection));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private static void serve(Script script, HttpConnection connection) {
    try (connection) {
      script.serve(connection);
    } catch (IOException e) {
      // the client sees it as well
    }
  }
}
