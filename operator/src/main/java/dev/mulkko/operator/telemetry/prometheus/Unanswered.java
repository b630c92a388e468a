package dev.mulkko.operator.telemetry.prometheus;

import dev.mulkko.operator.telemetry.server.MetricServer;
import dev.mulkko.operator.telemetry.server.Refused;
import dev.mulkko.operator.telemetry.server.ServerWords;
import dev.mulkko.operator.telemetry.server.TlsWords;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.jspecify.annotations.Nullable;

/** Why there is no answer at all, in words. */
record Unanswered(MetricServer server, ServerWords words) {

  /** Bytes of an answer that are read. One number needs some hundred. */
  static final long LARGEST = 1024 * 1024;

  static final String NO_ADDRESS =
      PrometheusUrl.VARIABLE
          + " is not set: set it to the address of Prometheus, or create MetricProvider default";

  String late() {
    return "Prometheus gave no answer within %d s".formatted(server.limits().timeout().toSeconds());
  }

  static String tooLarge(long bytes) {
    return "the answer is larger than %d MB: wrap the query in sum(...) or max(...)"
        .formatted(bytes >> 20);
  }

  String because(@Nullable Throwable failure) {
    String place = server.address().getAuthority();
    return switch (failure) {
      case Refused e -> "%s; check %s".formatted(e.sentence(), server.field());
      case ConnectTimeoutException _ ->
          "%s does not take the connection in time: check %s, http or https, and network policies"
              .formatted(place, server.field());
      case SocketTimeoutException _ -> late();
      case UnknownHostException _ ->
          "no address is known for %s: check %s"
              .formatted(server.address().getHost(), server.field());
      case ConnectException _ ->
          "%s refuses the connection: check %s and that Prometheus runs"
              .formatted(place, server.field());
      case SSLException e -> new TlsWords(server, words).of(e);
      case SocketException e when server.address().getScheme().equalsIgnoreCase("https") ->
          new TlsWords(server, words).of(e);
      case Throwable e -> "the answer broke off: " + words.of(e);
      case null -> "the answer broke off";
    };
  }
}
