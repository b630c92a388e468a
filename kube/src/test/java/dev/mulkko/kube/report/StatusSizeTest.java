package dev.mulkko.kube.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutProgress;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.engine.Planner;
import dev.mulkko.engine.judge.Kept;
import dev.mulkko.engine.model.Attempt;
import dev.mulkko.engine.model.Counted;
import dev.mulkko.engine.model.Evidence;
import dev.mulkko.engine.model.Evidence.Outcome;
import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Progress.Answers;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Plan.Phase;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.Rule;
import dev.mulkko.engine.plan.RuleList;
import dev.mulkko.kube.StatusFacts;
import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Yaml;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A status stays small, however much others say. */
class StatusSizeTest {

  private static final String LONG = "물꼬 says ".repeat(1000);

  /** As fine as a pass takes it. */
  private static final Instant NOW = Moment.NOW.truncatedTo(ChronoUnit.MILLIS);

  private static final String NAME = "s".repeat(63);

  /** As the Deployment controller names them, and we: ten letters; with room to spare. */
  private static final String REVISION = "r".repeat(20);

  @ParameterizedTest
  @EnumSource(Phase.class)
  void aStatusIsNeverLargerThanEightKilobytes(Phase phase) {
    assertThat(
            Stream.of(undone(), probed(UNKNOWN), probed(KNOWN))
                .map(progress -> bytes(phase, memory(progress))))
        .allMatch(bytes -> bytes < 8 * 1024);
  }

  private static int bytes(Phase phase, Memory memory) {
    RolloutStatus status =
        largest()
            .report(
                phase,
                // Rolled back, nothing goes on any more.
                phase == Phase.RolledBack ? memory.rested(REVISION) : memory,
                new Note(Reason.ProgressDeadlineExceeded, LONG),
                "forward: " + "x".repeat(20),
                Collections.nCopies(6, "a".repeat(255)));
    JsonNode sent = Yaml.sent(status);
    return sent.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  /** All before it in that list had nothing to say. */
  @Test
  void aTraceSaysWhichRuleOfWhichListDecided() {
    for (RuleList list : Planner.LAW) {
      String rules = list.rules().stream().map(Rule::name).collect(Collectors.joining(" "));
      String last = list.rules().getLast().name();
      String trace = "%s: %s=Wait".formatted(list.name(), rules);
      assertThat(largest().report(Phase.Healthy, memory(), new Note(Reason.Healthy, "x"), trace))
          .extracting(RolloutStatus::trace)
          .isEqualTo("%s: %s=Wait".formatted(list.name(), last));
    }
  }

  @Test
  void noMoreRefusalsAreKeptThanTheSchemaAllows() {
    assertThat(memory().refused()).hasSize(5);
  }

  private static final Evidence SILENT =
      new Evidence("m".repeat(40), 999, 100, Outcome.NoAnswer, LONG, NOW, NOW);

  private static final Kept EVIDENCE =
      new Kept(
          "errors",
          Moment.NOW,
          100_000_000,
          1_000_000,
          Collections.nCopies(10, -30_000L),
          Collections.nCopies(6, -1_000_000L),
          Collections.nCopies(4, 100_000_000L),
          1_000_000);

  private static Kept slow(String counter) {
    return new Kept(
        counter,
        Moment.NOW,
        EVIDENCE.clock(),
        EVIDENCE.reserve(),
        EVIDENCE.worse(),
        List.of(),
        EVIDENCE.counts(),
        EVIDENCE.clump());
  }

  private static final String ROUTES =
      Stream.of("HTTPRoute", "GRPCRoute", "IngressRoute", "TraefikService", "Ingress")
          .map("{kind: %s, name: shop}"::formatted)
          .collect(Collectors.joining(", "));

  private static final String PROBE =
      "probe: {url: 'http://gateway.example', revisionHeader: %s}".formatted("h".repeat(40));

  @Test
  void theEvidenceOfAComparisonIsNoLargerThanHalfAKilobyte() {
    RolloutProgress written = StatusFacts.write(memory().progress());
    String sent = Yaml.sent(Objects.requireNonNull(written).requests().getFirst()).toString();

    assertThat(sent.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(512);
  }

  private static Moment largest() {
    String steps =
        IntStream.range(0, 20).mapToObj("{setWeight: %d}"::formatted).collect(Collectors.joining());
    String text =
        Shop.ROLLOUT
            .replaceAll("steps: \\[.*]", "steps: [" + steps.replace("}{", "}, {") + "]")
            .replaceAll("routes: \\[.*]", "routes: [" + ROUTES + "], " + PROBE);
    return Moment.at(NOW, Yaml.object(Rollout.class, text), Shop.DEPLOYMENT);
  }

  /** Values or why there are none: never both. */
  private static final Answers UNKNOWN = new Answers("h".repeat(40), List.of(), LONG);

  private static final Answers KNOWN =
      new Answers("h".repeat(40), List.of("a".repeat(24), "b".repeat(24), "c".repeat(24)), null);

  /** What waits for its record: what metrics and people said goes there at once. */
  private static final Attempt ATTEMPT =
      new Attempt(
          1000,
          NAME,
          null,
          "c".repeat(36),
          Collections.nCopies(5, passed()),
          List.of(),
          Duration.ofDays(30),
          new Attempt.Unlocked(
              List.of("ClusterDeployLock " + NAME, "DeployLock " + NAME), null, "", NOW),
          NOW);

  private static Attempt.Passed passed() {
    return new Attempt.Passed(
        "20/21 setCanaryScale 100", 100, 1_000_000, 1_000_000L, 1_000_000, List.of());
  }

  private static Memory memory() {
    return memory(undone());
  }

  /** What a person wants back waits for no probe. */
  private static Progress undone() {
    return large(Progress.undo(REVISION, REVISION, 20, NOW, NAME))
        .promoted(NOW)
        .proving(Collections.nCopies(10, SILENT));
  }

  /** What is promoted needs none any more. */
  private static Progress probed(Answers answers) {
    return large(Progress.begin(REVISION, NOW, NAME)).answering(answers);
  }

  private static Progress large(Progress progress) {
    return progress
        .recording(ATTEMPT)
        .at(new Progress.Place(20, NOW, NOW, NOW, 100))
        .verified(new Progress.Verified("weight 100", NOW))
        .pausedBy(new Progress.Paused("PausedByUser", LONG, 100, NOW))
        .proving(Collections.nCopies(10, SILENT))
        .counting(new Counted(LONG, List.of(EVIDENCE, slow("over 0.25"), slow("over 0.5"))));
  }

  private static Memory memory(Progress progress) {
    Memory memory = Memory.empty().attached("u".repeat(36), REVISION, 9).started(progress, 10);
    for (int i = 0; i < 8; i++) {
      memory = memory.refusing(new Memory.Refused(REVISION + i, "CanaryCrashing", LONG, NOW));
    }
    return memory.acted(new Memory.Acted(NAME, NAME, LONG));
  }
}
