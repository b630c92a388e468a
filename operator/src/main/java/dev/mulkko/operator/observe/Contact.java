package dev.mulkko.operator.observe;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.HttpURLConnection;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Since when the API server has told this process of all that happens. An ear of the client: who
 * watches hears of an outage first, for a watch that ends is begun anew.
 */
public final class Contact implements Interceptor {

  /** A connection that is made anew is no gap, and no reason to give anybody more time. */
  private static final Duration GAP = Duration.ofSeconds(30);

  private final Clock clock;
  private Instant since;

  /** When a request had no answer, and none had one since. */
  private @Nullable Instant lost;

  /** From now on. */
  public Contact(Clock clock) {
    this.clock = clock;
    this.since = clock.instant();
  }

  /** The end of the last gap, or the beginning; now, in the middle of one. */
  public synchronized Instant since() {
    return isGap() ? clock.instant() : since;
  }

  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    if (response.code() < HttpURLConnection.HTTP_INTERNAL_ERROR) {
      heard();
    } else if (request.method().equals("GET")) {
      missed();
    }
  }

  @Override
  public void afterConnectionFailure(HttpRequest request, Throwable failure) {
    missed();
  }

  private synchronized void heard() {
    if (isGap()) {
      since = clock.instant();
    }
    lost = null;
  }

  private synchronized void missed() {
    if (lost == null) {
      lost = clock.instant();
    }
  }

  private boolean isGap() {
    return lost != null && !clock.instant().isBefore(lost.plus(GAP));
  }
}
