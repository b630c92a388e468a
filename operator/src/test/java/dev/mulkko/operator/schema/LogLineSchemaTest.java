package dev.mulkko.operator.schema;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.engine.plan.Plan.Phase;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.kube.Json;
import dev.mulkko.operator.report.JsonLayout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;

class LogLineSchemaTest {

  private static final Schemas SCHEMA = Schemas.of("log-line.schema.json");

  private static final Map<String, Object> TRANSITION =
      Map.of(
          "namespace", "shop",
          "rollout", "web",
          "revision", "6f4c",
          "step", 1,
          "phase", Phase.Progressing,
          "reason", Reason.WeightChanged,
          "correlationId", "build-4711 물꼬");

  static Stream<String> lines() {
    return Stream.of(
        line("mulkko", Level.INFO, TRANSITION, null),
        line("mulkko", Level.INFO, Map.of(), null),
        line(
            "mulkko",
            Level.WARN,
            Map.of("namespace", "shop", "rollout", "web", "reason", Reason.RolloutDeleted),
            new IllegalStateException("no\nanswer", new RuntimeException("closed"))),
        line("mulkko", Level.DEBUG, Map.of("code", 403), null),
        line("mulkko", Level.ERROR, Map.of(), new Error("gone")),
        line("io.fabric8.kubernetes.client.Watch", Level.WARN, Map.of(), new Exception("eof")));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void whatIsWrittenIsAsItIsSaid(String line) {
    assertThat(SCHEMA.objections(line)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void anyReasonMayBeTold(Reason reason) {
    assertThat(SCHEMA.objections(with("reason", reason))).isEmpty();
  }

  @Test
  void thePhasesAreThoseThatThereAre() {
    List<String> phases = new ArrayList<>();
    Json.parse(Schemas.text("log-line.schema.json"))
        .at("/properties/phase/enum")
        .forEach(phase -> phases.add(phase.asText()));
    assertThat(phases).isEqualTo(Stream.of(Phase.values()).map(Phase::name).toList());
  }

  /** Whoever adds a key says what it is. */
  @Test
  void aKeyThatNobodyKnowsIsRefused() {
    assertThat(SCHEMA.objections(with("color", "blue")))
        .singleElement()
        .asString()
        .contains("color");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{'ts': '2026-11-24T08:30:00Z', 'level': 'INFO'}",
        "{'ts': '2026-11-24T08:30:00Z', 'msg': 'x'}",
        "{'level': 'INFO', 'msg': 'x'}",
        "{'ts': '2026-11-24T08:30:00+09:00', 'level': 'INFO', 'msg': 'x'}",
        "{'ts': '08:30:00Z', 'level': 'INFO', 'msg': 'x'}",
        "{'ts': '2026-11-24T08:30:00Z', 'level': 'info', 'msg': 'x'}",
        "{'ts': '2026-11-24T08:30:00Z', 'level': 'INFO', 'msg': 7}",
        "{'ts': '2026-11-24T08:30:00Z', 'level': 'INFO', 'msg': 'x', 'rollout': 'web'}",
        "{'ts': '2026-11-24T08:30:00Z', 'level': 'INFO', 'msg': 'x', 'reason': 'weight changed'}",
        "{'ts': '2026-11-24T08:30:00Z', 'level': 'INFO', 'msg': 'x', 'correlationId': ''}",
        "{'ts': '2026-11-24T08:30:00Z', 'level': 'INFO', 'msg': 'x', 'error': {'at': 'here'}}",
      })
  void anotherLineIsRefused(String line) {
    assertThat(SCHEMA.objections(line.replace('\'', '"'))).isNotEmpty();
  }

  private static String with(String key, Object value) {
    Map<String, Object> values = new TreeMap<>(TRANSITION);
    values.put(key, value);
    return line("mulkko", Level.INFO, values, null);
  }

  private static String line(
      String logger, Level level, Map<String, Object> values, @Nullable Throwable why) {
    LoggingEvent event =
        new LoggingEvent(
            "here", new LoggerContext().getLogger(logger), level, "a \"sentence\"", why, null);
    event.setInstant(Instant.parse("2026-11-24T08:30:00.123456Z"));
    values.forEach((key, value) -> event.addKeyValuePair(new KeyValuePair(key, value)));
    String line = new JsonLayout().doLayout(event);
    JsonNode tree = Json.parse(line);
    assertThat(tree.size()).isGreaterThanOrEqualTo(3 + values.size());
    return line;
  }
}
