package dev.mulkko.kube.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.plan.Observation;
import dev.mulkko.engine.plan.Observation.Asked;
import dev.mulkko.engine.plan.Observation.Verb;
import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Snapshots;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReaderTest {

  @Test
  void theOldestOpenRequestIsHeard() throws InvalidSpec {
    String younger = action("a", "2026-11-24T08:31:00Z", "Abort", "");
    String older = action("b", "2026-11-24T08:30:00Z", "Abort", "");
    assertThat(asked(younger, older)).contains(new Asked("b", Verb.Abort, null, "because", null));
  }

  @Test
  void ofTwoOfTheSameSecondTheNameDecides() throws InvalidSpec {
    String b = action("b", "2026-11-24T08:30:00Z", "Abort", "");
    String a = action("a", "2026-11-24T08:30:00Z", "Abort", "status: {phase: Pending}");
    assertThat(asked(b, a)).map(Asked::name).contains("a");
  }

  @Test
  void anAbortOvertakesWhateverWaits() throws InvalidSpec {
    String older = action("a", "2026-11-24T08:30:00Z", "Promote", "");
    String abort = action("b", "2026-11-24T08:31:00Z", "Abort", "");
    assertThat(asked(older, abort)).map(Asked::verb).contains(Verb.Abort);
    assertThat(asked(older)).map(Asked::verb).contains(Verb.Promote);
  }

  @Test
  void whatIsAnsweredOrUnknownIsNotHeard() throws InvalidSpec {
    String done = action("a", "2026-11-24T08:30:00Z", "Abort", "status: {phase: Done}");
    String rejected = action("b", "2026-11-24T08:30:00Z", "Abort", "status: {phase: Rejected}");
    String newer = action("c", "2026-11-24T08:30:00Z", "Teleport", "");
    assertThat(asked(done, rejected, newer)).isEmpty();
  }

  @Test
  void claimAndDeletionAreRead() throws InvalidSpec {
    assertThat(observe().claimed()).isFalse();
    assertThat(observe().deleting()).isFalse();
    Observation seen = read(Shop.ROLLOUT.replace("uid: r1,", DELETED));
    assertThat(seen.claimed()).isTrue();
    assertThat(seen.deleting()).isTrue();
  }

  private static final String DELETED =
      "finalizers: [a/b, mulkko.dev/restore-traffic], deletionTimestamp: 2026-11-24T08:30:00Z,";

  @Test
  void whatDoesNotExistIsAbsent() throws InvalidSpec {
    assertThat(observe().workload()).isEmpty();
    assertThat(observe().service()).isEmpty();
    assertThat(observe().routes()).isEmpty();
  }

  private static Optional<Asked> asked(String... actions) throws InvalidSpec {
    return observe(actions).asked();
  }

  private static Observation observe(String... others) throws InvalidSpec {
    return read(Stream.concat(Stream.of(Shop.ROLLOUT), Stream.of(others)).toArray(String[]::new));
  }

  private static Observation read(String... objects) throws InvalidSpec {
    return Reader.read(
        Snapshots.of(objects), Instant.parse("2026-11-24T08:30:00Z"), false, List.of());
  }

  private static String action(String name, String created, String verb, String status) {
    return """
    kind: RolloutAction
    metadata: {name: %s, creationTimestamp: %s}
    spec: {rollout: shop, verb: %s, reason: because}
    %s
    """
        .formatted(name, created, verb, status);
  }
}
