package dev.mulkko.kube.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.engine.model.Attempt;
import dev.mulkko.engine.plan.Closing;
import dev.mulkko.engine.plan.Closing.Outcome;
import dev.mulkko.kube.Json;
import dev.mulkko.kube.Request;
import dev.mulkko.kube.Request.Patch;
import dev.mulkko.kube.golden.Yaml;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrphansTest {

  private static final Instant NOW = Instant.parse("2026-11-24T08:30:00Z");
  private static final Rollout WEB =
      Yaml.object(Rollout.class, "metadata: {namespace: shop, name: web, uid: new}");

  @Test
  void whatNobodyClosesAnyMoreIsOne() {
    DeploymentRecord deleted = record("blog", 3, "old", "");
    DeploymentRecord anew = record("web", 4, "old", "");
    assertThat(among(deleted, anew, record("web", 5, "new", ""))).containsOnly(deleted, anew);
  }

  /** The status of its Rollout was lost: only so can the next one begin before it is closed. */
  @Test
  void oneThatTheNextAttemptLeftBehindIsOne() {
    DeploymentRecord left = record("web", 4, "new", "");
    DeploymentRecord present = record("web", 5, "new", "");
    assertThat(among(left, present)).containsExactly(left);
    JsonNode status = written(Orphans.close(left, List.of(left, present), NOW));
    assertThat(status.path("reason").asText()).isEqualTo("StatusContradicted");
    assertThat(status.path("message").asText()).contains("was lost");
  }

  @Test
  void whatIsClosedIsNone() {
    assertThat(among(record("blog", 3, "old", closed("{promoted: 1}")))).isEmpty();
  }

  @Test
  void oneThatWasOpenedAMomentAgoIsNone() {
    DeploymentRecord young = record("blog", 3, "old", "");
    young.getMetadata().setCreationTimestamp("2026-11-24T08:25:00Z");
    assertThat(among(young)).isEmpty();
    young.getMetadata().setCreationTimestamp("2026-11-24T08:24:59Z");
    assertThat(among(young)).containsExactly(young);
  }

  @Test
  void ofSeveralOfANameTheFirstIsClosedFirst() {
    DeploymentRecord first = record("blog", 3, "old", "");
    assertThat(among(record("blog", 4, "older", ""), first, record("blog", 9, "old", "")))
        .containsExactly(first);
  }

  @Test
  void itsSumsAreThoseBeforeAndItself() {
    DeploymentRecord orphan = record("blog", 3, "old", "");
    JsonNode status =
        written(
            Orphans.close(
                orphan,
                List.of(
                    record("blog", 1, "old", closed("{promoted: 1}")),
                    record("blog", 2, "old", closed("{promoted: 1, undone: 1, aborted: 4}")),
                    orphan,
                    record("blog", 4, "new", closed("{promoted: 2, undone: 1, aborted: 5}"))),
                NOW));
    assertThat(status.path("outcome").asText()).isEqualTo("Aborted");
    assertThat(status.path("reason").asText()).isEqualTo("RolloutDeleted");
    assertThat(status.path("endedAt").asText()).isEqualTo("2026-11-24T08:30:00Z");
    assertThat(status.path("progressSeconds").asLong()).isEqualTo(3600);
    assertThat(status.path("totals").path("promoted").asLong()).isEqualTo(1);
    assertThat(status.path("totals").path("undone").asLong()).isEqualTo(1);
    assertThat(status.path("totals").path("aborted").asLong()).isEqualTo(5);
  }

  /** Whichever of the two is closed first: it counts once in the sums of the next one. */
  @Test
  void theNextOneOfItsNameCountsItWhetherItIsClosedOrNot() {
    DeploymentRecord before = record("blog", 2, "old", closed("{promoted: 6}"));
    DeploymentRecord next = record("blog", 4, "new", "");
    for (String orphan : List.of("", closed("{promoted: 6, aborted: 1}"))) {
      JsonNode totals =
          written(
                  Recording.close(
                      next, List.of(next, record("blog", 3, "old", orphan), before), promoted()))
              .path("totals");
      assertThat(totals.path("promoted").asLong()).as(orphan).isEqualTo(7);
      assertThat(totals.path("aborted").asLong()).as(orphan).isEqualTo(1);
    }
  }

  private static List<DeploymentRecord> among(DeploymentRecord... records) {
    return Orphans.among(List.of(records), List.of(WEB), NOW);
  }

  private static Closing promoted() {
    return new Closing(
        Attempt.by(null),
        List.of(),
        List.of(),
        Outcome.Promoted,
        "Promoted",
        "x",
        NOW,
        Duration.ZERO,
        Duration.ZERO,
        Optional.empty(),
        Optional.empty());
  }

  private static String closed(String totals) {
    return "status: {outcome: Promoted, totals: %s}".formatted(totals);
  }

  private static DeploymentRecord record(String rollout, long attempt, String uid, String status) {
    return Yaml.object(
        DeploymentRecord.class,
        """
        metadata:
          namespace: shop
          name: %1$s-%2$d
          uid: %1$s-%2$d
          resourceVersion: "1"
          creationTimestamp: 2026-11-24T07:30:00Z
        spec:
          rollout: %1$s
          rolloutUid: %3$s
          attempt: %2$d
          startedAt: 2026-11-24T07:30:00Z
          to: {revision: 6f4c}
          correlationId: build-4711
        %4$s
        """
            .formatted(rollout, attempt, uid, status));
  }

  private static JsonNode written(Request request) {
    JsonNode operations = Json.parse(((Patch) request).json());
    return operations.get(operations.size() - 1).path("value");
  }
}
