package dev.mulkko.testbed.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** Keeps streams open, gRPC or WebSockets: whatever ends one, another is opened. Thread-safe. */
public final class StreamClient implements AutoCloseable {

  private static final Duration AFTER_AN_ERROR = Duration.ofMillis(100);
  private static final int ERRORS_KEPT = 5;

  private final Streams streams;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Long> messages = new HashMap<>();
  private final List<String> errors = new ArrayList<>();
  private long opened;
  private long completed;
  private long cut;
  private long refused;
  private volatile boolean closing;

  private StreamClient(LoadOptions options) {
    streams = Streams.to(options);
  }

  /**
   * Opens streams and returns at once.
   *
   * @param options target: its scheme decides which streams; Host header, which a WebSocket has
   *     only where the JVM allows it; connections count for gRPC only
   */
  public static StreamClient open(LoadOptions options, int streams) {
    var client = new StreamClient(options);
    for (int i = 0; i < streams; i++) {
      client.threads.execute(client::keepOpen);
    }
    return client;
  }

  /** What happened so far. */
  public synchronized StreamStats stats() {
    return new StreamStats(
        opened, Map.copyOf(messages), completed, cut, refused, List.copyOf(errors));
  }

  /** Breaks the streams off; that counts as nothing. */
  @Override
  public void close() {
    closing = true;
    streams.close();
    threads.close();
  }

  private void keepOpen() {
    while (!closing) {
      listen();
    }
  }

  private void listen() {
    var spoken = new AtomicBoolean();
    try {
      streams.listen(
          version -> {
            message(version, spoken.compareAndSet(false, true));
          });
      completed();
    } catch (IOException e) {
      if (!closing) {
        broken(spoken.get(), String.valueOf(e.getMessage()));
        pause();
      }
    }
  }

  private synchronized void message(String version, boolean first) {
    opened += first ? 1 : 0;
    messages.merge(version, 1L, Long::sum);
  }

  private synchronized void completed() {
    completed++;
  }

  private synchronized void broken(boolean spoken, String error) {
    if (spoken) {
      cut++;
    } else {
      refused++;
    }
    if (errors.size() < ERRORS_KEPT) {
      errors.add(error);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(AFTER_AN_ERROR);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
