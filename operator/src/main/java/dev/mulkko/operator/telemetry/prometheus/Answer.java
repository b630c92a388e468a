package dev.mulkko.operator.telemetry.prometheus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.mulkko.engine.model.Reading;
import dev.mulkko.engine.model.Reading.Broken;
import dev.mulkko.engine.model.Reading.NoAnswer;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** A whole answer, and what it means. */
record Answer(int status, Optional<String> retryAfter, String body) {

  /** How an error of the storage begins, which Prometheus reports as if the query were wrong. */
  private static final String STORAGE = "expanding series";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /**
   * What it says for a limit.
   *
   * @param url that was asked
   * @param sent when it was asked
   */
  Reading reading(URI url, Instant sent) {
    return switch (status) {
      case 200 -> success(sent);
      case 400 -> refusal("bad_data");
      case 422 -> refusal("execution");
      case 401, 403 ->
          new NoAnswer(
              "Prometheus answers %d: let Mulkko in, which sends no credentials".formatted(status));
      case 404 ->
          new NoAnswer(
              "%s is not found (404): set %s to what stands before /api/v1"
                  .formatted(url, PrometheusUrl.VARIABLE));
      case 301, 302, 303, 307, 308 ->
          new NoAnswer(
              "Prometheus answers %d and is not followed: set %s to where it leads"
                  .formatted(status, PrometheusUrl.VARIABLE));
      default -> notNow();
    };
  }

  /** What was asked for; words for people when it is not there. */
  JsonNode data(URI url) throws PrometheusApi.Silent {
    JsonNode said = json();
    if (status == 200 && said.path("status").asText().equals("success")) {
      return said.path("data");
    }
    throw new PrometheusApi.Silent(
        switch (reading(url, Instant.EPOCH)) {
          case NoAnswer(String why) -> why;
          case Broken(String why) -> "Prometheus answers: " + why;
          case Reading.NoData(String why) -> why;
          case Reading.Value _, Reading.Pair _ -> "Prometheus answers %d".formatted(status);
        });
  }

  private Reading success(Instant sent) {
    JsonNode said = json();
    return switch (said.path("status").asText()) {
      case "success" -> QueryResult.reading(said.path("data"), sent);
      case "error" -> notNow();
      default -> QueryResult.UNREADABLE;
    };
  }

  /**
   * Only an error that comes with its own type is one of the query: a proxy answers 400 as well.
   */
  private Reading refusal(String type) {
    String words = words();
    boolean ofTheQuery =
        json().path("errorType").asText().equals(type)
            && !words.isEmpty()
            && !words.startsWith(STORAGE);
    return ofTheQuery ? new Broken(words) : notNow();
  }

  private Reading notNow() {
    String words = words();
    return new NoAnswer(
        "Prometheus answers %d%s%s"
            .formatted(
                status,
                retryAfter.flatMap(RetryAfter::words).orElse(""),
                words.isEmpty() ? "" : ": " + words));
  }

  private String words() {
    return ServerWords.of(json().path("error").asText());
  }

  private JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
