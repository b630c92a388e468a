package dev.mulkko.operator.telemetry.prometheus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.mulkko.engine.model.Reading;
import dev.mulkko.engine.model.Reading.Broken;
import dev.mulkko.engine.model.Reading.NoAnswer;
import dev.mulkko.operator.telemetry.server.Connection.Reply;
import dev.mulkko.operator.telemetry.server.MetricServer;
import dev.mulkko.operator.telemetry.server.ServerWords;
import java.time.Instant;
import java.util.Optional;

/**
 * A whole answer, and what it means.
 *
 * @param small whether it may stay in memory
 * @param sent when it was asked
 */
record Answer(
    MetricServer server,
    ServerWords words,
    int status,
    Optional<String> retryAfter,
    JsonNode json,
    boolean small,
    Instant sent) {

  /** How an error of the storage begins, which Prometheus reports as if the query were wrong. */
  private static final String STORAGE = "expanding series";

  /** Letters of an answer that is kept for others. */
  private static final int SMALL = 64 * 1024;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  static Answer of(MetricServer server, ServerWords words, Reply reply, Instant sent) {
    return new Answer(
        server,
        words,
        reply.status(),
        reply.retryAfter().filter(header -> !words.holdsSecret(header)),
        json(reply.body()),
        reply.body().length() <= SMALL,
        sent);
  }

  private static JsonNode json(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** Whether others who ask the same may have it too. */
  boolean lasting() {
    return succeeded() && small;
  }

  private boolean succeeded() {
    return status == 200 && json.path("status").asText().equals("success");
  }

  /** What it says for a limit. */
  Reading reading() {
    return switch (status) {
      case 200 -> success();
      case 400 -> refusal("bad_data");
      case 422 -> refusal("execution");
      case 401, 403 ->
          new NoAnswer(
              "Prometheus answers %d: let Mulkko in, which %s"
                  .formatted(status, server.credentials().words()));
      case 404 ->
          new NoAnswer(
              "%s/api/v1 is not found (404): set %s to what stands before /api/v1"
                  .formatted(server.address(), server.field()));
      case 301, 302, 303, 307, 308 ->
          new NoAnswer(
              "Prometheus answers %d and is not followed: set %s to where it leads"
                  .formatted(status, server.field()));
      default -> notNow();
    };
  }

  /** Series with their samples; words for people when they are not there. */
  JsonNode data() throws PrometheusApi.Silent {
    if (succeeded()) {
      JsonNode data = json.path("data");
      if (data.path("resultType").asText().equals("matrix") && data.path("result").isArray()) {
        return data;
      }
      throw new PrometheusApi.Silent(new QueryResult(server.field(), words).unreadable().why());
    }
    throw new PrometheusApi.Silent(
        switch (reading()) {
          case NoAnswer(String why) -> why;
          case Broken(String why) -> "Prometheus answers: " + why;
          case Reading.NoData(String why) -> why;
          case Reading.Value _, Reading.Pair _ -> "Prometheus answers %d".formatted(status);
        });
  }

  private Reading success() {
    QueryResult result = new QueryResult(server.field(), words);
    return switch (json.path("status").asText()) {
      case "success" -> result.reading(json.path("data"), sent);
      case "error" -> notNow();
      default -> result.unreadable();
    };
  }

  /**
   * Only an error that comes with its own type is one of the query: a proxy answers 400 as well.
   */
  private Reading refusal(String type) {
    String said = json.path("error").asText();
    boolean ofTheQuery =
        json.path("errorType").asText().equals(type)
            && !said.isBlank()
            && !said.strip().startsWith(STORAGE);
    return ofTheQuery ? new Broken(words.of(said)) : notNow();
  }

  private Reading notNow() {
    String said = words.of(json.path("error").asText());
    return new NoAnswer(
        "Prometheus answers %d%s%s"
            .formatted(
                status,
                retryAfter.flatMap(RetryAfter::words).orElse(""),
                said.isEmpty() ? "" : ": " + said));
  }
}
