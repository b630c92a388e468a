package dev.mulkko.kube.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.engine.plan.Action;
import dev.mulkko.kube.Json;
import dev.mulkko.kube.Request;
import dev.mulkko.kube.Snapshot;
import dev.mulkko.kube.write.Requests;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each folder of {@code write/}: objects and an action give a request. */
class RequestsTest {

  private static final Instant NOW = Instant.parse("2026-11-24T08:30:00Z");

  @TestFactory
  Stream<DynamicTest> anActionBecomesItsRequest() {
    return each(scenario -> scenario.expect(outcome(scenario).files()));
  }

  @TestFactory
  Stream<DynamicTest> whatWasDecidedOnAnOlderObjectIsRefused() {
    return each(
        scenario -> {
          switch (outcome(scenario).request()) {
            case Request.Patch patch -> refusedOnceWritten(outcome(scenario).before(patch), patch);
            case Request.Delete delete -> assertThat(delete.resourceVersion()).isNotEmpty();
            case Request.Create(var object) ->
                assertThat(object.getMetadata().getResourceVersion()).isNull();
          }
        });
  }

  private static void refusedOnceWritten(JsonNode object, Request.Patch patch) {
    JsonNode written = object.deepCopy();
    ((ObjectNode) written.path("metadata")).put("resourceVersion", "999999");
    assertThatThrownBy(() -> JsonPatch.apply(written, Json.parse(patch.json())))
        .isInstanceOf(JsonPatch.Refused.class)
        .hasMessageContaining("resourceVersion");
  }

  /** These are told in {@code write.RecordingTest}. */
  private static final List<Class<?>> OF_RECORDS =
      List.of(Action.OpenRecord.class, Action.AddToRecord.class, Action.CloseRecord.class);

  @Test
  void everyActionHasAScenario() {
    Set<Class<?>> told =
        Scenario.in("write")
            .map(scenario -> action(scenario).getClass())
            .collect(Collectors.toSet());
    told.addAll(OF_RECORDS);
    assertThat(told).containsExactlyInAnyOrder(Action.class.getPermittedSubclasses());
  }

  /** The objects that were read are not changed: caches share them. */
  @TestFactory
  Stream<DynamicTest> whatWasReadIsLeftAsItIs() {
    return each(
        scenario -> {
          Snapshot seen = scenario.snapshot();
          var _ = Requests.of(action(scenario), seen, NOW);
          assertThat(seen).usingRecursiveComparison().isEqualTo(scenario.snapshot());
        });
  }

  private static Stream<DynamicTest> each(java.util.function.Consumer<Scenario> check) {
    return Scenario.in("write")
        .map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> check.accept(scenario)));
  }

  private static Outcome outcome(Scenario scenario) {
    return new Outcome(scenario, Requests.of(action(scenario), scenario.snapshot(), NOW));
  }

  private static Action action(Scenario scenario) {
    return Actions.of(scenario.tree("action.yaml"));
  }
}
