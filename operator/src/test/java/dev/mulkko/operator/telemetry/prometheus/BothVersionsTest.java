package dev.mulkko.operator.telemetry.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.model.Reading;
import dev.mulkko.engine.model.Wording;
import dev.mulkko.engine.plan.gate.Question;
import java.io.IOException;
import java.net.URLDecoder;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One number of each version, of the same moment. */
class BothVersionsTest {

  private static final String BROKEN =
      "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"parse error\"}";

  private final Instant now = Clock.systemUTC().instant();
  private final Map<String, String> results = new HashMap<>();
  private ScriptedServer server;
  private int milliseconds;

  @BeforeEach
  void start() throws IOException {
    server =
        ScriptedServer.that(
            exchange -> {
              String form =
                  URLDecoder.decode(
                      new String(exchange.getRequestBody().readAllBytes(), UTF_8), UTF_8);
              String answer =
                  results.getOrDefault(form.contains("canary") ? "canary" : "stable", "");
              boolean broken = answer.equals(BROKEN);
              ScriptedServer.says(broken ? 400 : 200, broken ? answer : vector(answer))
                  .handle(exchange);
            });
  }

  private String vector(String value) {
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[%s]}}"
        .formatted(
            value.isEmpty()
                ? ""
                : "{\"metric\":{},\"value\":[%d,\"%s\"]}".formatted(now.getEpochSecond(), value));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void bothAreAskedForTheSameMoment() {
    assertThat(ask("0.3", "0.2")).isEqualTo(new Reading.Pair(0.3, 0.2));
    assertThat(server.requests()).hasSize(2);
    assertThat(server.requests().stream().map(BothVersionsTest::time).distinct())
        .containsExactly("time=" + PrometheusApi.seconds(now.plusMillis(1)));
  }

  @Test
  void whatIsMissingOfTheCanaryIsSaidAndStableIsNotAsked() {
    assertThat(ask("", "0.2")).isEqualTo(new Reading.NoData("the result is empty"));
    assertThat(ask(BROKEN, "0.2")).isEqualTo(new Reading.Broken("parse error"));
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void whatIsMissingOfStableSaysSo() {
    assertThat(ask("0.3", "")).isEqualTo(new Reading.NoData("stable: the result is empty"));
    assertThat(ask("0.3", BROKEN)).isEqualTo(new Reading.Broken("stable: parse error"));
  }

  @Test
  void whereOnlyTheCanaryIsAskedAboutOneQueryIsEnough() {
    results.put("canary", "0.3");
    assertThat(source().ask("shop/web", question(new Wording.Promql("", "canary", null))))
        .isEqualTo(new Reading.Value(0.3));
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void whatCannotBeAskedIsAskedOfNobody() {
    assertThat(source().ask("shop/web", question(new Wording.Unasked("there is none"))))
        .isEqualTo(new Reading.Broken("there is none"));
    assertThat(server.requests()).isEmpty();
  }

  private Reading ask(String canary, String stable) {
    results.putAll(Map.of("canary", canary, "stable", stable));
    return source().ask("shop/web", question(new Wording.Promql("", "canary", "stable")));
  }

  /** Each look at the clock is another moment. */
  private PrometheusSource source() {
    Clock clock = ((InstantSource) () -> now.plusMillis(++milliseconds)).withZone(ZoneOffset.UTC);
    return new PrometheusSource(_ -> Apis.at(server.address(), Clock.systemUTC()), clock);
  }

  private static Question question(Wording wording) {
    return new Question("latency", wording);
  }

  private static String time(ScriptedServer.Request request) {
    return List.of(request.body().split("&")).stream()
        .filter(field -> field.startsWith("time="))
        .findFirst()
        .orElse("");
  }
}
