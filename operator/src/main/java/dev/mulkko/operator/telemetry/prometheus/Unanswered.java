package dev.mulkko.operator.telemetry.prometheus;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why there is no answer at all, in words. */
final class Unanswered {

  /** Bytes of an answer that are read. One number needs some hundred. */
  static final long LARGEST = 1024 * 1024;

  static final String NO_ADDRESS =
      PrometheusUrl.VARIABLE + " is not set: set it to the address of Prometheus";

  private Unanswered() {}

  static String after(Duration limit) {
    return "Prometheus gave no answer within %d s".formatted(limit.toSeconds());
  }

  static String because(@Nullable Throwable failure, URI url) {
    String server = url.getAuthority();
    return switch (failure) {
      case HttpConnectTimeoutException _ ->
          "%s does not take the connection in time: check %s, http or https, and network policies"
              .formatted(server, PrometheusUrl.VARIABLE);
      case ConnectException e when e.getCause() instanceof UnresolvedAddressException ->
          "no address is known for %s: check %s".formatted(url.getHost(), PrometheusUrl.VARIABLE);
      case ConnectException _ ->
          "%s refuses the connection: check %s and that Prometheus runs"
              .formatted(server, PrometheusUrl.VARIABLE);
      case SSLException e -> "TLS with %s failed: %s".formatted(server, ServerWords.of(e));
      case Throwable e when tooLarge(e) ->
          "the answer is larger than 1 MB: wrap the query in sum(...) or max(...)";
      case Throwable e -> "the answer broke off: " + ServerWords.of(e);
      case null -> "the answer broke off";
    };
  }

  /** The JDK has no type for it. */
  private static boolean tooLarge(Throwable failure) {
    String message = failure.getMessage();
    return message != null && message.startsWith("body exceeds capacity");
  }
}
