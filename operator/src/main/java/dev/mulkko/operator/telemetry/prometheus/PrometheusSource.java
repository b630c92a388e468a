package dev.mulkko.operator.telemetry.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mulkko.engine.model.Reading;
import dev.mulkko.engine.plan.gate.Question;
import dev.mulkko.operator.telemetry.MetricSource;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a server for the value of a query at this moment. */
public final class PrometheusSource implements MetricSource {

  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);
  private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(3);

  private final HttpClient client;
  private final URI url;
  private final Clock clock;
  private final Duration limit;

  /**
   * A source with other time-outs than the usual ones.
   *
   * @param address as {@link PrometheusUrl} reads it
   * @param connect of the connection alone
   * @param limit of the whole answer
   */
  PrometheusSource(URI address, Clock clock, Duration connect, Duration limit) {
    this.url = URI.create(address + "/api/v1/query");
    this.clock = clock;
    this.limit = limit;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connect)
            .build();
  }

  /** Without an address, no question has an answer. */
  public static MetricSource at(Optional<URI> address, Clock clock) {
    if (address.isEmpty()) {
      return _ -> new Reading.NoAnswer(Unanswered.NO_ADDRESS);
    }
    return new PrometheusSource(address.get(), clock, CONNECTS_WITHIN, ANSWERS_WITHIN);
  }

  @Override
  public Reading ask(Question question) {
    Instant sent = clock.instant();
    CompletableFuture<HttpResponse<String>> response =
        client.sendAsync(
            request(question.query()),
            BodyHandlers.limiting(BodyHandlers.ofString(UTF_8), Unanswered.LARGEST));
    try {
      // The time-out of a request ends with the headers; this one covers the body too.
      return answer(response.get(limit.toMillis(), TimeUnit.MILLISECONDS)).reading(url, sent);
    } catch (TimeoutException e) {
      return new Reading.NoAnswer(Unanswered.after(limit));
    } catch (ExecutionException e) {
      return new Reading.NoAnswer(Unanswered.because(e.getCause(), url));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Reading.NoAnswer("Mulkko is stopping");
    } finally {
      response.cancel(true);
    }
  }

  private HttpRequest request(String query) {
    return HttpRequest.newBuilder(url)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("Accept", "application/json")
        .header("User-Agent", "mulkko-operator")
        .POST(BodyPublishers.ofString("query=" + URLEncoder.encode(query, UTF_8)))
        .build();
  }

  private static Answer answer(HttpResponse<String> response) {
    return new Answer(
        response.statusCode(), response.headers().firstValue("Retry-After"), response.body());
  }
}
