package dev.mulkko.operator.telemetry.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.engine.model.Reading;
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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** The HTTP API of a server. It is not followed elsewhere, and no more than is needed is read. */
public final class PrometheusApi {

  public static final String NO_ADDRESS = Unanswered.NO_ADDRESS;

  private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(3);
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);

  private final HttpClient client;
  private final URI address;
  private final Clock clock;
  private final Duration limit;

  /**
   * An API with other time-outs than the usual ones.
   *
   * @param address as {@link PrometheusUrl} reads it
   * @param connect of the connection alone
   * @param limit of the whole answer
   */
  PrometheusApi(URI address, Clock clock, Duration connect, Duration limit) {
    this.address = address;
    this.clock = clock;
    this.limit = limit;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connect)
            .build();
  }

  public static PrometheusApi at(URI address, Clock clock) {
    return new PrometheusApi(address, clock, CONNECTS_WITHIN, ANSWERS_WITHIN);
  }

  /** There is no answer, for a reason that is the end of a sentence. */
  static final class Silent extends Exception {

    private static final long serialVersionUID = 1;

    Silent(String why) {
      super(why, null, false, false);
    }

    String why() {
      return String.valueOf(getMessage());
    }
  }

  /** What a query says for a limit, at this moment. */
  Reading value(String query) {
    Instant sent = clock.instant();
    try {
      return ask("query", Map.of("query", query), Unanswered.LARGEST).reading(url("query"), sent);
    } catch (Silent e) {
      return new Reading.NoAnswer(e.why());
    }
  }

  /**
   * The data of an answer.
   *
   * @param what the last word of the path: query or query_range
   * @param largest bytes of the answer that are read
   */
  JsonNode data(String what, Map<String, String> parameters, long largest) throws Silent {
    return ask(what, parameters, largest).data(url(what));
  }

  private URI url(String what) {
    return URI.create(address + "/api/v1/" + what);
  }

  private Answer ask(String what, Map<String, String> parameters, long largest) throws Silent {
    URI url = url(what);
    CompletableFuture<HttpResponse<String>> response =
        client.sendAsync(
            request(url, parameters), BodyHandlers.limiting(BodyHandlers.ofString(UTF_8), largest));
    try {
      // The time-out of a request ends with the headers; this one covers the body too.
      return answer(response.get(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      throw new Silent(Unanswered.after(limit));
    } catch (ExecutionException e) {
      throw new Silent(Unanswered.because(e.getCause(), url));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Silent("Mulkko is stopping");
    } finally {
      response.cancel(true);
    }
  }

  private static HttpRequest request(URI url, Map<String, String> parameters) {
    String form =
        parameters.entrySet().stream()
            .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return HttpRequest.newBuilder(url)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("Accept", "application/json")
        .header("User-Agent", "mulkko-operator")
        .POST(BodyPublishers.ofString(form))
        .build();
  }

  private static Answer answer(HttpResponse<String> response) {
    return new Answer(
        response.statusCode(), response.headers().firstValue("Retry-After"), response.body());
  }
}
