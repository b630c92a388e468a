package dev.mulkko.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.kube.Json;
import dev.mulkko.operator.report.JsonLayout;
import dev.mulkko.operator.schema.Schemas;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

@Tag("cluster")
@ExtendWith(ApiServer.Running.class)
class CorrelationTest {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String ID = "build-4711";

  private final Shop shop;
  private final KubernetesClient client;
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger("mulkko");
  private final Level level = logger.getLevel();
  private final Lines appender = new Lines(lines);

  CorrelationTest(ApiServer server) {
    shop = Shop.on(server);
    client = server.client();
  }

  @BeforeEach
  void listen() {
    logger.setLevel(Level.INFO);
    appender.start();
    logger.addAppender(appender);
  }

  @AfterEach
  void listenNoMore() {
    logger.detachAppender(appender);
    logger.setLevel(level);
  }

  @Test
  void theIdOfADeploymentIsInItsRecordItsEventsAndItsLines() {
    ClaimedShop claimed = ClaimedShop.in(shop);
    try (RunningOperator _ = RunningOperator.in(shop, _ -> {})) {
      serveTheRoute();
      claimed.createRollout("shop");
      awaitLine("Attached");
      release();
      awaitLine("RevisionSeen");
      shop.createAction("abort");
      awaitLine("RolledBack");
    }
    assertThat(records())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.getSpec().correlationId()).isEqualTo(ID);
              assertThat(record.getStatus().outcome()).isEqualTo("Aborted");
            });
    List<JsonNode> ofAttempt =
        logged().stream().filter(line -> ID.equals(line.path("correlationId").asText())).toList();
    assertThat(reasons(ofAttempt)).contains("RevisionSeen", "AbortedByUser", "RolledBack");
    assertThat(reasons(logged().stream().filter(line -> !ofAttempt.contains(line)).toList()))
        .containsOnlyOnce("Attached")
        .doesNotContain("RevisionSeen", "AbortedByUser", "RolledBack");
    assertThat(events("RevisionSeen")).isNotEmpty().containsOnly(ID);
    assertThat(events("RolledBack")).isNotEmpty().containsOnly(ID);
    assertThat(events("Attached")).isNotEmpty().containsOnly("none");
    Schemas schema = Schemas.of("log-line.schema.json");
    assertThat(lines).isNotEmpty().allSatisfy(l -> assertThat(schema.objections(l)).isEmpty());
  }

  /** As a pipeline does it: in one write. */
  private void release() {
    client
        .apps()
        .deployments()
        .inNamespace(shop.namespace())
        .withName("shop")
        .patch(
            PatchContext.of(PatchType.STRATEGIC_MERGE),
            """
            {"metadata": {"annotations": {"mulkko.dev/correlation-id": "%s"}},
             "spec": {"template": {"spec": {"containers": [{"name": "app", "image": "app:2"}]}}}}
            """
                .formatted(ID));
  }

  /** Whatever is written into it from now on. */
  private void serveTheRoute() {
    String condition =
        """
        {"type": "%s", "status": "True", "reason": "Fine", "message": "", "observedGeneration": 99,
         "lastTransitionTime": "2026-11-24T08:30:00Z"}
        """;
    client
        .genericKubernetesResources("gateway.networking.k8s.io/v1", "HTTPRoute")
        .inNamespace(shop.namespace())
        .withName("shop")
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            """
            {"status": {"parents": [
              {"parentRef": {"name": "edge"}, "controllerName": "test/gateway",
               "conditions": [%s, %s]}]}}
            """
                .formatted(condition.formatted("Accepted"), condition.formatted("ResolvedRefs")));
  }

  private List<DeploymentRecord> records() {
    return client.resources(DeploymentRecord.class).inNamespace(shop.namespace()).list().getItems();
  }

  private void awaitLine(String reason) {
    await().atMost(SOON).untilAsserted(() -> assertThat(reasons(logged())).contains(reason));
  }

  private List<JsonNode> logged() {
    return lines.stream()
        .map(Json::parse)
        .filter(line -> line.path("namespace").asText().equals(shop.namespace()))
        .toList();
  }

  private static Stream<String> reasons(List<JsonNode> lines) {
    return lines.stream().map(line -> line.path("reason").asText());
  }

  private List<String> events(String reason) {
    return client.events().v1().events().inNamespace(shop.namespace()).list().getItems().stream()
        .filter(event -> event.getReason().equals(reason))
        .map(CorrelationTest::id)
        .toList();
  }

  private static String id(Event event) {
    return Objects.requireNonNullElse(
        event.getMetadata().getAnnotations().get("mulkko.dev/correlation-id"), "none");
  }

  /** Each line as the operator's container would print it. */
  private static final class Lines extends AppenderBase<ILoggingEvent> {

    private final JsonLayout layout = new JsonLayout();
    private final Queue<String> lines;

    Lines(Queue<String> lines) {
      this.lines = lines;
    }

    @Override
    protected void append(ILoggingEvent event) {
      lines.add(layout.doLayout(event));
    }
  }
}
