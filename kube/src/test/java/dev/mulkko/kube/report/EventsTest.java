package dev.mulkko.kube.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Yaml;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventsTest {

  private static final Instant NOW = Instant.parse("2026-11-24T08:30:00Z");

  private static final Rollout ROLLOUT = Yaml.object(Rollout.class, Shop.ROLLOUT);

  @Test
  void anEventIsOfTheRolloutAndSaysWhatTheNoteSays() {
    Event event = event(Reason.Promoted, "new is promoted");
    assertThat(event.getRegarding().getUid()).isEqualTo("r1");
    assertThat(event.getRegarding().getKind()).isEqualTo("Rollout");
    assertThat(event.getRegarding().getApiVersion()).isEqualTo("mulkko.dev/v1beta1");
    assertThat(event.getMetadata().getNamespace()).isEqualTo("shop");
    assertThat(event.getNote()).isEqualTo("new is promoted");
    assertThat(event.getType()).isEqualTo("Normal");
    assertThat(event.getReportingInstance()).isEqualTo("mulkko-0");
  }

  @Test
  void whatPeopleShouldLookAtIsAWarning() {
    assertThat(event(Reason.CanaryCrashing, "x").getType()).isEqualTo("Warning");
    assertThat(event(Reason.RolledBack, "x").getType()).isEqualTo("Warning");
  }

  @Test
  void theTimeHasSixDigitsAlways() {
    assertThat(Yaml.sent(event(Reason.Promoted, "x")).path("eventTime").asText())
        .isEqualTo("2026-11-24T08:30:00.000000Z");
  }

  /** The API server counts 1024 bytes, not letters. */
  @Test
  void aNoteIsNeverLongerThanTheApiServerAllows() {
    String note = event(Reason.Promoted, "물꼬".repeat(1000)).getNote();
    assertThat(note.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(1024);
  }

  @Test
  void anEventOfADeliverySaysOfWhich() {
    assertThat(of("build-4711").getMetadata().getAnnotations())
        .containsExactly(Map.entry("mulkko.dev/correlation-id", "build-4711"));
    assertThat(of(null).getMetadata().getAnnotations()).isEmpty();
  }

  private static Event event(Reason reason, String message) {
    return Events.of(ROLLOUT, new Note(reason, message), NOW, "mulkko-0", null);
  }

  private static Event of(@Nullable String correlationId) {
    return Events.of(ROLLOUT, new Note(Reason.Promoted, "x"), NOW, "mulkko-0", correlationId);
  }
}
