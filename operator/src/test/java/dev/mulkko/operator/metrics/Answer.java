package dev.mulkko.operator.metrics;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an ear of the client hears of an answer: its code. */
public record Answer(HttpRequest request, int code) implements HttpResponse<AsyncBody> {
  @Override
  public @Nullable AsyncBody body() {
    return null;
  }

  @Override
  public Optional<HttpResponse<?>> previousResponse() {
    return Optional.empty();
  }

  @Override
  public List<String> headers(String key) {
    return List.of();
  }

  @Override
  public Map<String, List<String>> headers() {
    return Map.of();
  }
}
