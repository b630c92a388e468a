package dev.mulkko.operator.report;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.kube.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class JsonLayoutTest {

  private static final Instant AT = Instant.parse("2026-11-24T08:30:00.123Z");

  @Test
  void aLineSaysWhenHowBadAndWhat() {
    assertThat(text(event("mulkko", "ready on port {}", null, 8080)))
        .isEqualTo(
            "{\"ts\":\"2026-11-24T08:30:00.123Z\",\"level\":\"INFO\","
                + "\"msg\":\"ready on port 8080\"}\n");
  }

  @Test
  void keyValuesAreFlatKeysOfTheLine() {
    LoggingEvent event = event("mulkko", "step 1 of 3", null);
    event.addKeyValuePair(new KeyValuePair("rollout", "shop"));
    event.addKeyValuePair(new KeyValuePair("reason", Reason.WeightChanged));
    event.addKeyValuePair(new KeyValuePair("step", 1));
    JsonNode line = line(event);
    assertThat(line.path("rollout").asText()).isEqualTo("shop");
    assertThat(line.path("reason").asText()).isEqualTo("WeightChanged");
    assertThat(line.path("step").asText()).isEqualTo("1");
    assertThat(line).allMatch(JsonNode::isValueNode);
  }

  @Test
  void aValueThatIsNotThereIsLeftOut() {
    LoggingEvent event = event("mulkko", "at rest", null);
    event.addKeyValuePair(new KeyValuePair("step", null));
    assertThat(line(event).has("step")).isFalse();
  }

  @Test
  void linesOfOthersNameTheirLogger() {
    assertThat(line(event("io.fabric8.Watch", "closed", null)).path("logger").asText())
        .isEqualTo("io.fabric8.Watch");
    assertThat(line(event("mulkko", "closed", null)).has("logger")).isFalse();
  }

  @Test
  void anExceptionIsToldWithItsCause() {
    Exception why = new IllegalStateException("no answer", new RuntimeException("port closed"));
    assertThat(line(event("mulkko", "gave up", why)).path("error").asText())
        .contains("IllegalStateException: no answer", "Caused by", "port closed", "JsonLayoutTest");
  }

  @Test
  void whateverIsSaidStaysOnOneLine() {
    LoggingEvent event = event("mulkko", "two\nlines, a \"quote\"\r\n", new Exception("a\nb"));
    event.addKeyValuePair(new KeyValuePair("message", "c\nd\u2028e"));
    assertThat(text(event)).containsOnlyOnce("\n").endsWith("}\n").doesNotContain("\r");
    assertThat(line(event).path("msg").asText()).isEqualTo("two\nlines, a \"quote\"\r\n");
  }

  private static LoggingEvent event(
      String logger, String message, @Nullable Throwable why, Object... values) {
    LoggingEvent event =
        new LoggingEvent(
            "here", new LoggerContext().getLogger(logger), Level.INFO, message, why, values);
    event.setInstant(AT);
    return event;
  }

  private static String text(LoggingEvent event) {
    return new JsonLayout().doLayout(event);
  }

  private static JsonNode line(LoggingEvent event) {
    return Json.parse(text(event));
  }
}
