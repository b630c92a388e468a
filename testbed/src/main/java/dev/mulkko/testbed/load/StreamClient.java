package dev.mulkko.testbed.load;

import dev.mulkko.testbed.grpc.ShopMethods;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Keeps gRPC streams open: whatever ends one, another is opened. Thread-safe. */
public final class StreamClient implements AutoCloseable {

  private static final Duration AFTER_AN_ERROR = Duration.ofMillis(100);
  private static final int ERRORS_KEPT = 5;

  private final GrpcChannels channels;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Long> messages = new HashMap<>();
  private final List<String> errors = new ArrayList<>();
  private long opened;
  private long completed;
  private long cut;
  private long refused;
  private volatile boolean closing;

  private StreamClient(LoadOptions options) {
    channels = new GrpcChannels(options, Math.max(1, options.connections()));
  }

  /**
   * Opens streams and returns at once.
   *
   * @param options target, Host header and number of connections, which the streams share in turn
   */
  public static StreamClient open(LoadOptions options, int streams) {
    var client = new StreamClient(options);
    for (int i = 0; i < streams; i++) {
      Channel channel = client.channels.next();
      client.threads.execute(() -> client.keepOpen(channel));
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
    channels.close();
    threads.close();
  }

  private void keepOpen(Channel channel) {
    while (!closing) {
      listen(channel);
    }
  }

  private void listen(Channel channel) {
    opened();
    boolean spoken = false;
    try {
      Iterator<String> versions =
          ClientCalls.blockingServerStreamingCall(
              channel, ShopMethods.WATCH, CallOptions.DEFAULT, "watch");
      while (versions.hasNext()) {
        message(versions.next());
        spoken = true;
      }
      completed();
    } catch (StatusRuntimeException e) {
      if (!closing) {
        broken(spoken, String.valueOf(e.getMessage()));
        pause();
      }
    }
  }

  private synchronized void opened() {
    opened++;
  }

  private synchronized void message(String version) {
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
