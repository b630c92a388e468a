package dev.mulkko.testbed.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * WebSockets, each on a connection of its own. A Host header other than the target's needs {@code
 * -Djdk.httpclient.allowRestrictedHeaders=host}.
 */
final class WebSocketStreams implements Streams {

  private final HttpClient client = HttpClient.newHttpClient();
  private final Set<Listener> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;
  private final URI target;
  private final @Nullable String host;

  WebSocketStreams(LoadOptions options) {
    host = options.host();
    target = URI.create("ws:" + options.target().getRawSchemeSpecificPart());
  }

  @Override
  public void listen(Consumer<String> messages) throws IOException {
    var listener = new Listener(messages);
    open.add(listener);
    try {
      if (closed) {
        throw new IOException("closed");
      }
      WebSocket.Builder socket = client.newWebSocketBuilder();
      if (host != null) {
        socket.header("Host", host);
      }
      socket.buildAsync(target, listener).join();
      listener.ended.join();
    } catch (CompletionException e) {
      throw new IOException(e.getCause());
    } finally {
      open.remove(listener);
    }
  }

  @Override
  public void close() {
    closed = true;
    client.shutdownNow();
    // Nobody else tells those who wait.
    open.forEach(listener -> listener.ended.completeExceptionally(new IOException("closed")));
  }

  private static final class Listener implements WebSocket.Listener {
    /** What Java calls the end of a connection without a closing frame. */
    private static final int NO_GOODBYE = 1006;

    private final Consumer<String> messages;
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();

    Listener(Consumer<String> messages) {
      this.messages = messages;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      messages.accept(text.toString());
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      if (status == NO_GOODBYE) {
        ended.completeExceptionally(new EOFException("closed without a goodbye"));
      } else {
        ended.complete(status);
      }
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      ended.completeExceptionally(error);
    }
  }
}
