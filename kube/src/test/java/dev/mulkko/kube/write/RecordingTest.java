package dev.mulkko.kube.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.api.v1beta1.ApprovalRecord;
import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.api.v1beta1.DeploymentRecordSpec;
import dev.mulkko.api.v1beta1.DeploymentRecordStatus;
import dev.mulkko.api.v1beta1.DurationTotals;
import dev.mulkko.api.v1beta1.GateRecord;
import dev.mulkko.api.v1beta1.RecordedBy;
import dev.mulkko.api.v1beta1.RecordedImage;
import dev.mulkko.api.v1beta1.StepRecord;
import dev.mulkko.engine.model.Attempt;
import dev.mulkko.engine.model.Attempt.Approved;
import dev.mulkko.engine.model.Attempt.By;
import dev.mulkko.engine.model.Attempt.Passed;
import dev.mulkko.engine.model.Attempt.Unlocked;
import dev.mulkko.engine.model.Evidence;
import dev.mulkko.engine.plan.Action;
import dev.mulkko.engine.plan.Closing;
import dev.mulkko.engine.plan.Closing.Outcome;
import dev.mulkko.engine.plan.Opening;
import dev.mulkko.engine.version.VersionNaming;
import dev.mulkko.engine.version.VersionSearch;
import dev.mulkko.engine.version.Versioned;
import dev.mulkko.kube.Json;
import dev.mulkko.kube.Request;
import dev.mulkko.kube.Snapshot;
import dev.mulkko.kube.golden.Snapshots;
import dev.mulkko.kube.golden.Yaml;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordingTest {

  private static final Instant NOW = Instant.parse("2026-11-24T09:30:00Z");
  private static final String NAME = "PAY-123-checkout-20261124093000";
  private static final String DIGEST = "sha256:" + "4f1b".repeat(16);

  private static final String ROLLOUT =
      """
      kind: Rollout
      metadata: {name: shop, namespace: shop, uid: u-1}
      spec: {workloadRef: {kind: Deployment, name: web}}
      """;

  private static final Attempt ATTEMPT =
      Attempt.by("kim").called(7, "lee of the shop team", "c0ffee");

  @Test
  void aRecordSaysWhatIsDelivered() {
    DeploymentRecord record =
        opened(opening(false, ATTEMPT), ROLLOUT, set("old", "v1"), set("new", NAME), pod(DIGEST));
    DeploymentRecordSpec spec = record.getSpec();

    assertThat(record.getMetadata().getName()).isEqualTo("shop-7");
    assertThat(record.getMetadata().getNamespace()).isEqualTo("shop");
    assertThat(record.getMetadata().getLabels()).containsEntry("mulkko.dev/rollout", "shop");
    assertThat(record.getMetadata().getOwnerReferences()).as("it survives").isEmpty();
    assertThat(List.of(spec.rollout(), spec.rolloutUid(), spec.workload(), spec.strategy()))
        .containsExactly("shop", "u-1", "web", "Canary");
    assertThat(spec.attempt()).isEqualTo(7);
    assertThat(spec.changedBy()).isEqualTo(new RecordedBy("kim", "Claimed"));
    assertThat(spec.onBehalfOf()).isEqualTo("lee of the shop team");
    assertThat(spec.correlationId()).isEqualTo("c0ffee");
    assertThat(spec.from().revision()).isEqualTo("old");
    assertThat(spec.from().images())
        .containsExactly(new RecordedImage("app", "registry.example/shop:v1", null));
    assertThat(spec.to().version()).isEqualTo(NAME);
    assertThat(spec.to().ticket()).isEqualTo("PAY-123");
    assertThat(spec.to().module()).isEqualTo("checkout");
    assertThat(spec.to().builtAt()).isEqualTo(NOW);
    assertThat(spec.to().images())
        .containsExactly(new RecordedImage("app", "registry.example/shop:" + NAME, DIGEST));
  }

  @Test
  void whoIsOnlyStampedWhereTheServerVouches() {
    assertThat(opened(opening(true, ATTEMPT), ROLLOUT).getSpec().changedBy())
        .isEqualTo(new RecordedBy("kim", "Stamped"));
    Attempt nobodys = Attempt.by(null).called(7, null, "c0ffee");
    assertThat(opened(opening(true, nobodys), ROLLOUT).getSpec().changedBy()).isNull();
  }

  /** No pod of the version before is read any more. */
  @Test
  void theDigestsOfTheVersionBeforeAreThoseOfItsOwnRecord() {
    String before =
        """
        kind: DeploymentRecord
        metadata: {name: shop-6, namespace: shop}
        spec:
          rollout: shop
          attempt: 6
          to: {revision: old, images: [{container: app, image: i, digest: "%s"}]}
        """
            .formatted(DIGEST);
    assertThat(opened(opening(false, ATTEMPT), ROLLOUT, set("old", "v1"), before).getSpec().from())
        .satisfies(
            from ->
                assertThat(from.images()).containsExactly(new RecordedImage("app", "i", DIGEST)));
  }

  @Test
  void whatIsOverIsAddedToWhatStandsThere() {
    String record =
        record(
            7,
            """
            steps: [{step: 1/3 setWeight 5, weight: 5, entered: 0, reached: 3, left: 63}]
              gates: [{name: p99, passed: 2, failed: 1, outcome: Failed, value: "0.9"}]
            """);
    Evidence evidence = new Evidence("p99", 3, 0, Evidence.Outcome.Passed, "0.5", NOW, null);
    Passed step = new Passed("2/3 setWeight 50", 50, 63, 66L, 126, List.of(evidence));
    Approved approved = new Approved(new By("kim", true), "3/3", "resume-1", NOW);
    Unlocked unlocked = new Unlocked(List.of("DeployLock f"), new By("lee", false), "fire", NOW);

    DeploymentRecordStatus status =
        patched(
            new Action.AddToRecord(7, List.of(step), List.of(approved), unlocked), ROLLOUT, record);

    assertThat(status.outcome()).isNull();
    assertThat(status.steps())
        .containsExactly(
            new StepRecord("1/3 setWeight 5", 5, 0, 3L, 63, List.of()),
            new StepRecord("2/3 setWeight 50", 50, 63, 66L, 126, List.of()));
    assertThat(status.gates()).containsExactly(new GateRecord("p99", 5, 1, "Passed", "0.5"));
    assertThat(status.approvers())
        .containsExactly(
            new ApprovalRecord(new RecordedBy("kim", "Stamped"), "3/3", "resume-1", NOW));
    assertThat(Objects.requireNonNull(status.unlocked()).by())
        .isEqualTo(new RecordedBy("lee", "Claimed"));
  }

  @Test
  void aClosedRecordHasItsOutcomeAndTheSumsSoFar() {
    String before =
        record(
            6,
            """
            outcome: RolledBack
              totals: {promoted: 3, rolledBack: 2, aborted: 1, superseded: 1, undone: 0,
                leadTime: {count: 3, seconds: 5000, within: [2, 3, 3, 3]},
                restoreTime: {count: 2, seconds: 90, within: [1, 1, 2, 2]}}
            """);
    DeploymentRecordStatus status =
        patched(
            new Action.CloseRecord(
                closing(Outcome.Promoted, Optional.of(Duration.ofHours(2)), Optional.empty())),
            ROLLOUT,
            before,
            record(7, "steps: []"));

    assertThat(status.outcome()).isEqualTo("Promoted");
    assertThat(status.message()).isEqualTo("new has all of the traffic");
    assertThat(status.endedAt()).isEqualTo(NOW);
    assertThat(status.waitingSeconds()).isEqualTo(60);
    assertThat(status.progressSeconds()).isEqualTo(240);
    assertThat(status.leadSeconds()).isEqualTo(7200);
    assertThat(status.restoreSeconds()).isNull();
    assertThat(status.totals())
        .satisfies(
            totals -> {
              assertThat(totals.promoted()).isEqualTo(4);
              assertThat(totals.rolledBack()).isEqualTo(2);
              assertThat(totals.leadTime())
                  .isEqualTo(new DurationTotals(4, 12200, List.of(2L, 4L, 4L, 4L)));
              assertThat(totals.restoreTime())
                  .isEqualTo(new DurationTotals(2, 90, List.of(1L, 1L, 2L, 2L)));
            });
  }

  @Test
  void theFirstRecordBeginsTheSums() {
    DeploymentRecordStatus status =
        patched(
            new Action.CloseRecord(
                closing(Outcome.RolledBack, Optional.empty(), Optional.of(Duration.ofSeconds(10)))),
            ROLLOUT,
            record(7, "steps: []"));

    assertThat(status.totals())
        .satisfies(
            totals -> {
              assertThat(totals.rolledBack()).isEqualTo(1);
              assertThat(totals.promoted()).isZero();
              assertThat(totals.leadTime()).isNull();
              assertThat(totals.restoreTime())
                  .isEqualTo(new DurationTotals(1, 10, List.of(1L, 1L, 1L, 1L)));
            });
  }

  /** A name or an image may be as long as it likes. */
  @Test
  void theLargestRecordIsSmallerThanEightKilobytes() {
    String endless = "물꼬".repeat(2000);
    Versioned version =
        VersionNaming.USUAL.of(
            new VersionSearch(
                Map.of("mulkko.dev/version", "PAY-123-" + "물".repeat(200) + "-20261124093000"),
                Map.of(),
                List.of()));
    Attempt attempt = Attempt.by(endless).called(1_000_000, "l".repeat(128), "c".repeat(128));
    DeploymentRecord record =
        opened(
            new Opening(attempt, "BlueGreen", NOW, true, "old", version, "new", version, true),
            ROLLOUT,
            manyContainers("old"),
            manyContainers("new"));
    List<Passed> steps =
        IntStream.range(0, 100)
            .mapToObj(
                i ->
                    new Passed(
                        "20/21 setCanaryScale 100",
                        100 - i,
                        10_000_000,
                        10_000_000L,
                        10_000_000,
                        i == 99 ? metrics(endless) : List.of()))
            .toList();
    Approved approved = new Approved(new By(endless, false), "20/21", "a".repeat(63), NOW);
    Unlocked unlocked =
        new Unlocked(
            Collections.nCopies(2, "ClusterDeployLock " + "l".repeat(40)),
            new By(endless, false),
            endless,
            NOW);
    Closing closing =
        new Closing(
            attempt.unlocking(unlocked),
            steps,
            Collections.nCopies(5, approved),
            Outcome.RolledBack,
            "ProgressDeadlineExceeded",
            endless,
            NOW,
            Duration.ofDays(300),
            Duration.ofDays(300),
            Optional.of(Duration.ofDays(300)),
            Optional.of(Duration.ofDays(300)));
    record.getMetadata().setResourceVersion("77");
    Request close =
        Requests.of(
            new Action.CloseRecord(closing), seen(ROLLOUT, Json.canonical(Json.tree(record))), NOW);
    DeploymentRecordStatus status =
        Yaml.object(
            DeploymentRecordStatus.class,
            Json.parse(((Request.Patch) close).json()).at("/1/value"));
    record.setStatus(status);

    assertThat(Yaml.sent(record).toString().getBytes(StandardCharsets.UTF_8).length)
        .isLessThan(8 * 1024);
  }

  /** Ten metrics and 64 steps are no reason to forget one. */
  @Test
  void aLongRolloutKeepsAllOfItsSteps() {
    DeploymentRecord record =
        opened(opening(true, ATTEMPT), ROLLOUT, set("old", "v1"), set("new", NAME), pod(DIGEST));
    record.getMetadata().setResourceVersion("77");
    List<Passed> steps =
        IntStream.range(0, 70)
            .mapToObj(
                i ->
                    new Passed(
                        "20/21 setWeight 50",
                        i,
                        10_000,
                        10_000L,
                        10_000,
                        i == 69 ? metrics("the result is empty") : List.of()))
            .toList();
    Request add =
        Requests.of(
            new Action.AddToRecord(7, steps, List.of(), null),
            seen(ROLLOUT, Json.canonical(Json.tree(record))),
            NOW);
    DeploymentRecordStatus status =
        Yaml.object(
            DeploymentRecordStatus.class, Json.parse(((Request.Patch) add).json()).at("/1/value"));

    assertThat(status.steps()).hasSize(64);
    assertThat(status.steps().getLast().weight()).as("the oldest are missed least").isEqualTo(69);
    assertThat(status.gates()).hasSize(10);
  }

  private static String manyContainers(String revision) {
    return set(revision, "v1")
        .replaceAll(
            "containers: .*",
            "containers: [%s]}"
                .formatted(
                    String.join(
                        ", ",
                        Collections.nCopies(
                            10,
                            "{name: %s, image: \"%s@%s\"}"
                                .formatted("c".repeat(63), "i".repeat(253), DIGEST)))));
  }

  private static List<Evidence> metrics(String endless) {
    return IntStream.range(0, 10)
        .mapToObj(
            i ->
                new Evidence(
                    "m".repeat(39) + i, 999, 999, Evidence.Outcome.NoAnswer, endless, NOW, NOW))
        .toList();
  }

  private static Opening opening(boolean stamped, Attempt attempt) {
    return new Opening(
        attempt, "Canary", NOW, false, "old", version("v1"), "new", version(NAME), stamped);
  }

  private static Versioned version(String tag) {
    return VersionNaming.USUAL.of(
        new VersionSearch(Map.of(), Map.of(), List.of("registry.example/shop:" + tag)));
  }

  private static Closing closing(
      Outcome outcome, Optional<Duration> lead, Optional<Duration> restore) {
    return new Closing(
        ATTEMPT,
        List.of(),
        List.of(),
        outcome,
        "Promoted",
        "new has all of the traffic",
        NOW,
        Duration.ofSeconds(60),
        Duration.ofSeconds(240),
        lead,
        restore);
  }

  private static DeploymentRecord opened(Opening opening, String... objects) {
    Request request = Requests.of(new Action.OpenRecord(opening), seen(objects), NOW);
    return (DeploymentRecord) ((Request.Create) request).object();
  }

  private static DeploymentRecordStatus patched(Action action, String... objects) {
    Request.Patch patch = (Request.Patch) Requests.of(action, seen(objects), NOW);
    assertThat(patch.target())
        .isEqualTo(new Request.Target(Request.Kind.DeploymentRecord, "shop", "shop-7"));
    assertThat(patch.status()).isTrue();
    JsonNode operations = Json.parse(patch.json());
    assertThat(operations.at("/0/value").asText()).as("guarded").isEqualTo("77");
    return Yaml.object(DeploymentRecordStatus.class, operations.at("/1/value"));
  }

  private static Snapshot seen(String... objects) {
    return Snapshots.of(objects);
  }

  private static String record(long attempt, @Nullable String status) {
    return """
    kind: DeploymentRecord
    metadata: {name: shop-%d, namespace: shop, resourceVersion: "77"}
    spec: {rollout: shop, attempt: %d, to: {revision: x}}
    status:
      %s
    """
        .formatted(attempt, attempt, status);
  }

  private static String set(String revision, String tag) {
    return """
    kind: ReplicaSet
    metadata: {name: web-%s, namespace: shop}
    spec:
      template:
        metadata: {labels: {pod-template-hash: %s}}
        spec: {containers: [{name: app, image: "registry.example/shop:%s"}]}
    """
        .formatted(revision, revision, tag);
  }

  private static String pod(String digest) {
    return """
    kind: Pod
    metadata: {name: web-new-1}
    status: {containerStatuses: [{name: app, imageID: "registry.example/shop@%s"}]}
    """
        .formatted(digest);
  }
}
