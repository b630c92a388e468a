package dev.mulkko.operator.telemetry.prometheus;

import static dev.mulkko.operator.telemetry.prometheus.ScriptedServer.says;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.mulkko.engine.model.Reading;
import dev.mulkko.engine.model.Reading.Broken;
import dev.mulkko.engine.model.Reading.NoAnswer;
import dev.mulkko.engine.model.Reading.NoData;
import dev.mulkko.engine.model.Reading.Value;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.stream.Stream;

/** What a server may say, and what a limit reads then. */
final class Faults {

  static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

  private static final String UNREADABLE =
      "the answer is not one of Prometheus: check where MULKKO_PROMETHEUS_URL leads";

  private Faults() {}

  record Row(String name, HttpHandler server, Class<? extends Reading> kind, String words) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Row> rows() {
    return Stream.of(results(), refusals(), statuses(), bodies()).flatMap(rows -> rows);
  }

  static Stream<Row> results() {
    String number = one("0.25");
    return Stream.of(
        value("a vector of one", says(200, number)),
        value("a scalar", says(200, success("scalar", "[1800000000, '0.25']"))),
        value("a warning", says(200, number.replaceFirst("}$", ",\"warnings\":[\"w\"]}"))),
        value("in chunks", Faults::inChunks),
        value("of another content type", says(200, "Content-Type", "text/plain", number)),
        noData("an empty vector", success("vector", "[]"), "the result is empty"),
        noData("not a number", one("NaN"), "the result is NaN"),
        noData("infinite", one("+Inf"), "the result is +Inf"),
        noData("infinite below", one("-Inf"), "the result is -Inf"),
        noData("stale", one("1").replace("1800000000", "1799999699"), "the newest sample is of"),
        noData("ahead", one("1").replace("1800000000", "1800000061"), "the sample is of 2027-"),
        broken(
            "two series",
            success("vector", "[{'value': [1, '1']}, {'value': [1, '1']}]"),
            "the result has 2 series, a limit needs one: wrap the query in sum(...) or max(...)"),
        broken("a matrix", success("matrix", "[]"), "the result is a range of samples (matrix)"),
        broken("a string", success("string", "[1, 'a']"), "the result is a text (string)"));
  }

  static Stream<Row> refusals() {
    String wrong = "invalid parameter \\\"query\\\": 1:5: parse error";
    return Stream.of(
        row(
            "bad data",
            says(400, error("bad_data", wrong)),
            Broken.class,
            "invalid parameter \"query\": 1:5: parse error"),
        row(
            "a long reason",
            says(400, error("bad_data", "x".repeat(500))),
            Broken.class,
            "x".repeat(200) + "..."),
        row(
            "an execution error",
            says(422, error("execution", "many-to-many matching not allowed")),
            Broken.class,
            "many-to-many matching not allowed"),
        noAnswer(
            "an unreadable storage",
            says(422, error("execution", "expanding series: EOF")),
            "Prometheus answers 422: expanding series: EOF"),
        noAnswer(
            "a query too slow",
            says(422, error("timeout", "query timed out")),
            "Prometheus answers 422: query timed out"),
        noAnswer(
            "a query cancelled",
            says(422, error("canceled", "query was canceled")),
            "Prometheus answers 422: query was canceled"),
        noAnswer(
            "an error of no known type",
            says(422, error("422", "cannot parse")),
            "Prometheus answers 422: cannot parse"),
        noAnswer(
            "bad data without a reason",
            says(400, error("bad_data", "")),
            "Prometheus answers 400"),
        noAnswer(
            "a proxy that refuses",
            says(400, "<html>Bad Request</html>"),
            "Prometheus answers 400"),
        noAnswer(
            "bad data of a busy server",
            says(503, error("bad_data", "not now")),
            "Prometheus answers 503: not now"),
        noAnswer(
            "an error called a success",
            says(200, error("bad_data", "not now")),
            "Prometheus answers 200: not now"));
  }

  static Stream<Row> statuses() {
    return Stream.of(
        noAnswer(
            "no credentials",
            says(401, ""),
            "Prometheus answers 401: let Mulkko in, which sends no credentials"),
        noAnswer(
            "forbidden",
            says(403, ""),
            "Prometheus answers 403: let Mulkko in, which sends no credentials"),
        noAnswer("a wrong path", says(404, "404 page not found"), "http://127.0.0.1:"),
        noAnswer(
            "a redirect",
            says(302, "Location", "/elsewhere", ""),
            "Prometheus answers 302 and is not followed: set MULKKO_PROMETHEUS_URL"),
        noAnswer("a wrong method", says(405, ""), "Prometheus answers 405"),
        noAnswer(
            "too many requests",
            says(429, error("bad_data", "slow down")),
            "Prometheus answers 429: slow down"),
        noAnswer(
            "wait some seconds",
            says(429, "Retry-After", "30", ""),
            "Prometheus answers 429 and asks to wait 30 s"),
        noAnswer(
            "wait until a date",
            says(503, "Retry-After", "Fri, 15 Jan 2027 08:01:00 GMT", ""),
            "Prometheus answers 503 and asks to wait until 2027-01-15T08:01:00Z"),
        noAnswer("wait for long", says(503, "Retry-After", "soon", ""), "Prometheus answers 503"),
        noAnswer(
            "broken inside", says(500, error("internal", "disk")), "Prometheus answers 500: disk"),
        noAnswer("a gateway", says(502, "<html>"), "Prometheus answers 502"),
        noAnswer(
            "too slow inside",
            says(503, error("timeout", "query timed out")),
            "Prometheus answers 503: query timed out"),
        noAnswer("nothing at all", says(204, ""), "Prometheus answers 204"));
  }

  static Stream<Row> bodies() {
    return Stream.of(
        noAnswer("no body", says(200, ""), UNREADABLE),
        noAnswer("a page", says(200, "<html>Sign in</html>"), UNREADABLE),
        noAnswer("half an object", says(200, one("1").substring(0, 60)), UNREADABLE),
        noAnswer("two objects", says(200, one("1") + one("1")), UNREADABLE),
        noAnswer("a list", says(200, "[]"), UNREADABLE),
        noAnswer("no status", says(200, "{\"data\":{}}"), UNREADABLE),
        noAnswer("no data", says(200, "{\"status\":\"success\"}"), UNREADABLE),
        noAnswer("another result", says(200, success("streams", "[]")), UNREADABLE),
        noAnswer("a number as number", says(200, success("scalar", "[1800000000, 1]")), UNREADABLE),
        noAnswer("very deep", says(200, "[".repeat(100_000)), UNREADABLE),
        noAnswer("closed before an answer", exchange -> exchange.close(), "the answer broke off: "),
        noAnswer("closed in the middle", Faults::half, "the answer broke off: "),
        noAnswer(
            "too large",
            says(200, " ".repeat(1024 * 1024) + one("1")),
            "the answer is larger than 1 MB"),
        noAnswer("without end", Faults::endless, "the answer is larger than 1 MB"));
  }

  private static void inChunks(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    OutputStream body = exchange.getResponseBody();
    for (byte one : one("0.25").getBytes(UTF_8)) {
      body.write(one);
      body.flush();
    }
  }

  private static void half(HttpExchange exchange) throws IOException {
    byte[] whole = one("0.25").getBytes(UTF_8);
    exchange.sendResponseHeaders(200, whole.length);
    exchange.getResponseBody().write(whole, 0, whole.length / 2);
    exchange.getResponseBody().flush();
  }

  private static void endless(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    while (!Thread.currentThread().isInterrupted()) {
      exchange.getResponseBody().write(new byte[4096]);
    }
  }

  private static Row value(String name, HttpHandler server) {
    return row(name, server, Value.class, "0.25");
  }

  private static Row noData(String name, String body, String words) {
    return row(name, says(200, body), NoData.class, words);
  }

  private static Row broken(String name, String body, String words) {
    return row(name, says(200, body), Broken.class, words);
  }

  private static Row noAnswer(String name, HttpHandler server, String words) {
    return row(name, server, NoAnswer.class, words);
  }

  private static Row row(
      String name, HttpHandler server, Class<? extends Reading> kind, String words) {
    return new Row(name, server, kind, words);
  }

  private static String one(String number) {
    return success("vector", "[{'metric': {}, 'value': [1800000000, '%s']}]".formatted(number));
  }

  private static String success(String type, String result) {
    return "{'status': 'success', 'data': {'resultType': '%s', 'result': %s}}"
        .formatted(type, result)
        .replace('\'', '"');
  }

  private static String error(String type, String words) {
    return "{\"status\":\"error\",\"errorType\":\"%s\",\"error\":\"%s\"}".formatted(type, words);
  }
}
