package dev.mulkko.e2e.safety;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The line between one process and the API server, which can be cut, slow, or dead. It carries
 * bytes and knows nothing of what they say.
 */
final class Wire implements AutoCloseable {

  private final ServerSocket door;
  private final InetSocketAddress server;
  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition flows = lock.newCondition();
  private volatile boolean refuses;
  private volatile Duration delay = Duration.ZERO;
  private boolean stalls;

  /** A line that is as good as none. */
  Wire(URI apiServer) {
    this.server = new InetSocketAddress(apiServer.getHost(), apiServer.getPort());
    try {
      this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::serve);
  }

  URI address() {
    return URI.create("https://127.0.0.1:" + door.getLocalPort());
  }

  /** Ends all connections; new ones are welcome. */
  void cut() {
    open.forEach(Connections::end);
  }

  /** Ends all connections, and refuses new ones until it is told otherwise. */
  void refuse(boolean on) {
    refuses = on;
    if (on) {
      cut();
    }
  }

  /** Keeps all connections open and lets nothing through until it is told otherwise. */
  void stall(boolean on) {
    lock.lock();
    try {
      stalls = on;
      flows.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How much later all that the server says arrives. */
  void slow(Duration by) {
    delay = by;
  }

  private void serve() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        if (refuses) {
          Connections.end(client);
        } else {
          carry(client);
        }
      } catch (IOException e) {
        // Closed, or one connection that did not come about.
      }
    }
  }

  private void carry(Socket client) throws IOException {
    Socket upstream = new Socket();
    open.add(client);
    open.add(upstream);
    try {
      upstream.connect(server);
      InputStream asked = client.getInputStream();
      OutputStream answers = client.getOutputStream();
      InputStream answered = upstream.getInputStream();
      OutputStream asks = upstream.getOutputStream();
      threads.execute(() -> copy(asked, asks, false, client, upstream));
      threads.execute(() -> copy(answered, answers, true, client, upstream));
    } catch (IOException e) {
      Connections.end(client);
      Connections.end(upstream);
      throw e;
    }
  }

  private void copy(
      InputStream from, OutputStream to, boolean late, Socket client, Socket upstream) {
    byte[] some = new byte[16 * 1024];
    try {
      int count = from.read(some);
      while (count >= 0) {
        awaitFlow(late ? delay : Duration.ZERO);
        to.write(some, 0, count);
        to.flush();
        count = from.read(some);
      }
    } catch (IOException e) {
      // Either end is gone: so is the other.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      Connections.end(client);
      Connections.end(upstream);
      open.remove(client);
      open.remove(upstream);
    }
  }

  private void awaitFlow(Duration late) throws InterruptedException {
    lock.lock();
    try {
      long left = late.toNanos();
      while (left > 0) {
        left = flows.awaitNanos(left);
      }
      while (stalls) {
        flows.await();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    Connections.end(door);
    stall(false);
    cut();
    threads.close();
  }
}
