package dev.mulkko.operator.telemetry.prometheus;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the address of Prometheus is written. */
public final class PrometheusUrl {

  /** The environment variable that it is read from. */
  public static final String VARIABLE = "MULKKO_PROMETHEUS_URL";

  private static final Set<String> SCHEMES = Set.of("http", "https");

  private PrometheusUrl() {}

  /**
   * Reads the address. Empty means that there is no Prometheus.
   *
   * @throws IllegalArgumentException with what is wrong and what to write; never with the text
   *     itself, which may hold a password
   */
  public static Optional<URI> from(String text) {
    return text.isBlank() ? Optional.empty() : Optional.of(of(VARIABLE, text));
  }

  /**
   * Reads an address.
   *
   * @param field where it stands, as sentences name it
   * @throws IllegalArgumentException with what is wrong and what to write; never with the text
   *     itself, which may hold a password
   */
  public static URI of(String field, String text) {
    URI url = parsed(field, text.strip());
    String wrong = wrong(url);
    if (wrong != null) {
      throw refused(field, wrong);
    }
    return url;
  }

  private static URI parsed(String field, String text) {
    try {
      return new URI(text.replaceFirst("/+$", ""));
    } catch (URISyntaxException e) {
      throw refused(field, "is not a URL");
    }
  }

  private static @Nullable String wrong(URI url) {
    String scheme = url.getScheme();
    if (scheme == null || !SCHEMES.contains(scheme.toLowerCase(Locale.ROOT))) {
      return "does not begin with http:// or https://";
    }
    if (url.getRawUserInfo() != null) {
      return "has a user name or password";
    }
    if (url.getHost() == null || url.getPort() == 0 || url.getPort() > 65535) {
      return "has no valid host and port";
    }
    return url.getRawQuery() == null && url.getRawFragment() == null
        ? null
        : "has a query or fragment";
  }

  private static IllegalArgumentException refused(String field, String wrong) {
    return new IllegalArgumentException(
        "%s %s: write scheme, host, port and path alone, as in http://prometheus.monitoring:9090"
            .formatted(field, wrong));
  }
}
