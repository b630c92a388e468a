package dev.mulkko.operator.metrics;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts what the API server is asked. An ear of the client: whoever asks, it is counted. What the
 * path says of it is bounded: names of objects and namespaces are left out.
 */
public final class ApiRequests implements Interceptor {

  /** {@code /api/v1/...} or {@code /apis/group/version/...}, in a namespace or not. */
  private static final Pattern PATH =
      Pattern.compile(
          "/(?:api|apis/[^/]+)/[^/]+/(?:namespaces/[^/]+/)?(?<plural>[a-z]+)(?<name>/[^/]+)?(?<sub>/[a-z]+)?");

  private static final String NO_ANSWER = "none";

  private final Counter requests;

  /** Counts on a page. */
  public ApiRequests(PrometheusRegistry page) {
    requests =
        Counter.builder()
            .name("mulkko_api_requests_total")
            .help("Requests to the API server, by what they ask for and the code of the answer")
            .labelNames("verb", "resource", "code")
            .withoutExemplars()
            .register(page);
  }

  @Override
  public void after(
      HttpRequest request,
      HttpResponse<?> response,
      AsyncBody.Consumer<List<ByteBuffer>> consumer) {
    count(request, Integer.toString(response.code()));
  }

  @Override
  public void afterConnectionFailure(HttpRequest request, Throwable failure) {
    count(request, NO_ANSWER);
  }

  private void count(HttpRequest request, String code) {
    URI uri = request.uri();
    Matcher path = PATH.matcher(uri.getPath());
    boolean known = path.matches();
    requests
        .labelValues(
            verb(request, known && path.group("name") != null),
            known ? resource(path) : "other",
            code)
        .inc();
  }

  private static String resource(Matcher path) {
    String sub = Optional.ofNullable(path.group("sub")).orElse("");
    return path.group("plural") + (sub.equals("/status") || sub.equals("/scale") ? sub : "");
  }

  /** As the audit log of the server calls it. */
  private static String verb(HttpRequest request, boolean named) {
    String method = request.method().toLowerCase(Locale.ROOT);
    String query = Optional.ofNullable(request.uri().getQuery()).orElse("");
    return switch (method) {
      case "get" -> query.contains("watch=true") ? "watch" : named ? "get" : "list";
      case "post" -> "create";
      case "put" -> "update";
      default -> method;
    };
  }
}
