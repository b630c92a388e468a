package dev.mulkko.testbed.load;

import dev.mulkko.testbed.http.HttpConnection;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Idle connections. They take turns, oldest first, and until there are as many as wanted none is
 * used twice: so a data plane that balances connections, as kube-proxy does, gets a share of the
 * load on each of its backends.
 */
final class ConnectionPool {

  private final int wanted;
  private final Deque<HttpConnection> idle = new ArrayDeque<>();
  private int open;

  ConnectionPool(int wanted) {
    this.wanted = wanted;
  }

  /**
   * An idle connection that the peer has not closed; null if a new one is to be made, which then
   * counts as open.
   */
  synchronized @Nullable HttpConnection take() {
    while (open >= wanted && !idle.isEmpty()) {
      HttpConnection connection = idle.removeFirst();
      if (!connection.isStale()) {
        return connection;
      }
      discard(connection);
    }
    open++;
    return null;
  }

  /** Takes back a connection on which another request can be sent. */
  synchronized void giveBack(HttpConnection connection) {
    if (open > wanted) {
      discard(connection);
    } else {
      idle.addLast(connection);
    }
  }

  /** Takes back one on which none can be sent, or null for one that could not be made. */
  synchronized void discard(@Nullable HttpConnection connection) {
    open--;
    if (connection != null) {
      connection.close();
    }
  }

  synchronized void closeIdle() {
    while (!idle.isEmpty()) {
      discard(idle.removeFirst());
    }
  }
}
