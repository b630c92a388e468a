package dev.mulkko.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.kube.Request.Create;
import dev.mulkko.kube.Request.Delete;
import dev.mulkko.kube.Request.Kind;
import dev.mulkko.kube.Request.Patch;
import dev.mulkko.kube.Request.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OwnWritesTest {

  private static final Instant NOW = Instant.parse("2026-11-24T08:30:00Z");
  private static final Target SHOP = new Target(Kind.Service, "shop", "shop");
  private static final Target CANARY = new Target(Kind.Service, "shop", "shop-7d9e");

  private final OwnWrites writes = new OwnWrites();

  @Test
  void withoutAWriteNothingIsWaitedFor() {
    assertThat(writes.notYetIn(Seen.shop().snapshot(), NOW)).isFalse();
  }

  @Test
  void aPatchIsWaitedForUntilItsObjectHasAnotherVersion() {
    writes.sent(Seen.shop().service("1").snapshot(), new Patch(SHOP, "[]", false), NOW);
    assertThat(writes.notYetIn(Seen.shop().service("1").snapshot(), NOW)).isTrue();
    assertThat(writes.notYetIn(Seen.shop().service("2").snapshot(), NOW)).isFalse();
  }

  @Test
  void aCreatedObjectIsWaitedForUntilItIsThere() {
    writes.sent(Seen.shop().snapshot(), new Create(Seen.backend("shop-7d9e", "8")), NOW);
    assertThat(writes.notYetIn(Seen.shop().snapshot(), NOW)).isTrue();
    assertThat(writes.notYetIn(Seen.shop().withBackend("shop-6f4c", "7").snapshot(), NOW)).isTrue();
    assertThat(writes.notYetIn(Seen.shop().withBackend("shop-7d9e", "8").snapshot(), NOW))
        .isFalse();
  }

  @Test
  void aDeletedObjectIsWaitedForUntilItIsGone() {
    Seen before = Seen.shop().withBackend("shop-7d9e", "8");
    writes.sent(before.snapshot(), new Delete(CANARY, "uid", "8"), NOW);
    assertThat(writes.notYetIn(before.snapshot(), NOW)).isTrue();
    assertThat(writes.notYetIn(Seen.shop().snapshot(), NOW)).isFalse();
  }

  /** But for the lease and the status of locks, which no pass writes. */
  @Test
  void everyKindThatIsWrittenIsFoundAgain() {
    for (Kind kind :
        EnumSet.complementOf(EnumSet.of(Kind.Lease, Kind.DeployLock, Kind.ClusterDeployLock))) {
      Target target = new Target(kind, "shop", "shop");
      writes.sent(Seen.everything("1"), new Patch(target, "[]", false), NOW);
      assertThat(writes.notYetIn(Seen.everything("1"), NOW)).as("%s before", kind).isTrue();
      assertThat(writes.notYetIn(Seen.everything("2"), NOW)).as("%s after", kind).isFalse();
    }
  }

  @Test
  void whatWasShownOnceIsNotWaitedForAgain() {
    writes.sent(Seen.shop().service("1").snapshot(), new Patch(SHOP, "[]", false), NOW);
    assertThat(writes.notYetIn(Seen.shop().service("2").snapshot(), NOW)).isFalse();
    assertThat(writes.notYetIn(Seen.shop().service("1").snapshot(), NOW)).isFalse();
  }

  @Test
  void aCacheThatIsLateForTwoSecondsIsNotWaitedFor() {
    Seen before = Seen.shop().service("1");
    writes.sent(before.snapshot(), new Patch(SHOP, "[]", false), NOW);
    assertThat(writes.notYetIn(before.snapshot(), NOW.plusSeconds(2))).isTrue();
    assertThat(writes.notYetIn(before.snapshot(), NOW.plusMillis(2_001))).isFalse();
  }

  @Test
  void oneRolloutDoesNotWaitForTheWriteOfAnother() {
    Seen before = Seen.shop().service("1");
    writes.sent(before.snapshot(), new Patch(SHOP, "[]", false), NOW);
    assertThat(writes.notYetIn(before.of("other").snapshot(), NOW)).isFalse();
  }

  @Test
  void aWriteThatIsTooLateIsTriedLaterAndLater() {
    assertThat(IntStream.range(0, 9).mapToObj(_ -> tooLate().toMillis()))
        .containsExactly(50L, 100L, 200L, 400L, 800L, 1600L, 3200L, 3200L, 3200L);
  }

  @Test
  void afterAWriteThatSucceedsTheNextOneIsTriedAtOnceAgain() {
    tooLate();
    tooLate();
    writes.sent(Seen.shop().service("1").snapshot(), new Patch(SHOP, "[]", false), NOW);
    assertThat(tooLate()).isEqualTo(OwnWrites.SOON);
  }

  private Duration tooLate() {
    return writes.tooLate(Seen.shop().snapshot());
  }
}
