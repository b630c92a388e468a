package dev.mulkko.operator.telemetry.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.engine.model.Reading;
import dev.mulkko.engine.model.Reading.Broken;
import dev.mulkko.engine.model.Reading.NoAnswer;
import dev.mulkko.engine.model.Reading.NoData;
import dev.mulkko.engine.model.Reading.Value;
import dev.mulkko.operator.telemetry.server.ServerWords;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * What the result of a query that succeeded says for a limit.
 *
 * @param field where the server's address stands
 * @param words how the server's are repeated
 */
record QueryResult(String field, ServerWords words) {

  /** How far back Prometheus itself looks for a sample. */
  private static final Duration OLDEST = Duration.ofMinutes(5);

  /** How far clocks may differ. */
  private static final Duration AHEAD = Duration.ofMinutes(1);

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+)?");

  NoAnswer unreadable() {
    return new NoAnswer(
        "the answer is not one of Prometheus: check where %s leads".formatted(field));
  }

  /**
   * Reads the result.
   *
   * @param data the part of the answer with type and result
   * @param sent when it was asked
   */
  Reading reading(JsonNode data, Instant sent) {
    JsonNode result = data.path("result");
    if (!result.isArray()) {
      return unreadable();
    }
    return switch (data.path("resultType").asText()) {
      case "scalar" -> point(result, sent);
      case "vector" -> vector(result, sent);
      case "matrix" ->
          new Broken(
              "the result is a range of samples (matrix), a limit needs one number:"
                  + " wrap the query in rate(...) or avg_over_time(...)");
      case "string" ->
          new Broken(
              "the result is a text (string), a limit needs a number:"
                  + " write a query that gives one, without the quotes");
      default -> unreadable();
    };
  }

  private Reading vector(JsonNode series, Instant sent) {
    if (series.isEmpty()) {
      return new NoData("the result is empty");
    }
    if (series.size() > 1) {
      return new Broken(
          "the result has %d series, a limit needs one: wrap the query in sum(...) or max(...)"
              .formatted(series.size()));
    }
    JsonNode only = series.get(0);
    return only.has("histogram")
        ? new Broken(
            "the result is a histogram, a limit needs one number:"
                + " wrap the query in histogram_quantile(...) or histogram_avg(...)")
        : point(only.path("value"), sent);
  }

  /** A pair of a time in seconds and a number as text. */
  private Reading point(JsonNode pair, Instant sent) {
    JsonNode seconds = pair.path(0);
    JsonNode text = pair.path(1);
    if (!seconds.isNumber() || !text.isTextual()) {
      return unreadable();
    }
    Instant at = Instant.ofEpochMilli(Math.round(seconds.doubleValue() * 1000));
    if (at.isBefore(sent.minus(OLDEST))) {
      return new NoData(
          "the newest sample is of %s, %d s before the question: those of the last %d s count"
              .formatted(at, Duration.between(at, sent).toSeconds(), OLDEST.toSeconds()));
    }
    if (at.isAfter(sent.plus(AHEAD))) {
      return new NoData(
          "the sample is of %s, %d s after the question: set the clocks"
              .formatted(at, Duration.between(sent, at).toSeconds()));
    }
    return number(text.textValue());
  }

  private Reading number(String text) {
    return switch (text) {
      case "NaN", "Inf", "+Inf", "-Inf" -> new NoData("the result is " + text);
      default -> NUMBER.matcher(text).matches() ? finite(text) : unreadable();
    };
  }

  private Reading finite(String text) {
    double number = Double.parseDouble(text);
    return Double.isFinite(number)
        ? new Value(number)
        : new NoData("the result is too large: " + words.of(text));
  }
}
