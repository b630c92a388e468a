package dev.mulkko.kube.lock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.mulkko.api.v1beta1.ClusterDeployLock;
import dev.mulkko.api.v1beta1.DeployLock;
import dev.mulkko.api.v1beta1.DeployLockSpec;
import dev.mulkko.api.v1beta1.LockSelector;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.engine.model.Attempt.By;
import dev.mulkko.engine.plan.Lock;
import dev.mulkko.engine.plan.Lock.Mode;
import dev.mulkko.engine.plan.Locks;
import dev.mulkko.kube.AnyLock;
import dev.mulkko.kube.AnyLocks;
import dev.mulkko.kube.Names;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LocksReaderTest {

  private static final Instant NOW = Instant.parse("2027-01-05T12:00:00Z");
  private static final Instant CREATED = Instant.parse("2027-01-01T00:00:00Z");

  private final Rollout shop = rollout("shop", "shop", null, "0%");

  @Test
  void aLockSaysWhoLockedWhyAndUntilWhen() {
    AnyLock freeze = lock("freeze", spec(null, "2027-01-06T00:00:00Z", null, null));
    Locks locks = read(List.of(freeze), List.of(), shop, true);
    assertThat(locks.now())
        .containsExactly(
            new Lock(
                "DeployLock freeze",
                Mode.BlockNew,
                "year end",
                new By("ann", true),
                CREATED,
                Optional.of(Instant.parse("2027-01-06T00:00:00Z"))));
    assertThat(locks.next()).contains(Instant.parse("2027-01-06T00:00:00Z"));
    assertThat(locks.now().getFirst().words())
        .isEqualTo("DeployLock freeze of ann until 2027-01-06T00:00:00Z (year end)");
  }

  @Test
  void withoutPoliciesAnOwnerIsAClaim() {
    Lock lock =
        read(List.of(lock("freeze", spec(null, null, null, null))), List.of(), shop, false)
            .now()
            .getFirst();
    assertThat(lock.owner()).isEqualTo(new By("ann", false));
    assertThat(lock.words()).isEqualTo("DeployLock freeze of ann (claimed) (year end)");
  }

  @Test
  void aSelectorNamesRolloutsOrTheirLabels() {
    assertThat(holds(spec(new LockSelector(List.of("shop"), Map.of()), null, null, null))).isTrue();
    assertThat(holds(spec(new LockSelector(List.of("other"), Map.of()), null, null, null)))
        .isFalse();
    assertThat(holds(spec(new LockSelector(List.of(), Map.of("team", "pay")), null, null, null)))
        .isTrue();
    assertThat(
            holds(spec(new LockSelector(List.of("shop"), Map.of("team", "x")), null, null, null)))
        .isFalse();
  }

  @Test
  void aLockIsForItsNamespaceAndOneOfTheClusterForThoseItNames() {
    Rollout elsewhere = rollout("other", "shop", null, "0%");
    AnyLock here = lock("freeze", spec(null, null, null, null));
    AnyLock all = clusterLock(List.of());
    AnyLock some = clusterLock(List.of("shop"));
    assertThat(read(List.of(here), List.of(), elsewhere, true).now()).isEmpty();
    assertThat(read(List.of(all), List.of(), elsewhere, true).now()).hasSize(1);
    assertThat(read(List.of(some), List.of(), elsewhere, true).now()).isEmpty();
    assertThat(read(List.of(some), List.of(), shop, true).now())
        .extracting(Lock::name)
        .containsExactly("ClusterDeployLock all");
  }

  @Test
  void aBrokenLockHoldsAndItsReasonIsWhatToCorrect() {
    Lock lock =
        read(List.of(lock("freeze", spec(null, "soon", null, null))), List.of(), shop, true)
            .now()
            .getFirst();
    assertThat(lock.reason()).contains("spec.until is soon");
  }

  @Test
  void oneAtATimeGoesOnInTheOrderInWhichTheyBegan() {
    AnyLock one = lock("one", spec(null, null, null, "WhileRolling"));
    Rollout first = rollout("shop", "a", "2027-01-05T11:00:00Z", "0%");
    Rollout second = rollout("shop", "b", "2027-01-05T11:00:01Z", "0%");
    Rollout idle = rollout("shop", "c", null, "0%");
    assertThat(read(List.of(one), List.of(second, idle), first, true).now()).isEmpty();
    assertThat(read(List.of(one), List.of(first, idle), second, true).now())
        .extracting(Lock::reason)
        .containsExactly("year end: Rollout shop/a goes first");
    assertThat(read(List.of(one), List.of(first, second), idle, true).now()).isEmpty();
  }

  @Test
  void twoThatBeganTogetherGoByName() {
    AnyLock one = lock("one", spec(null, null, null, "WhileRolling"));
    Rollout a = rollout("shop", "a", "2027-01-05T11:00:00Z", "0%");
    Rollout b = rollout("shop", "b", "2027-01-05T11:00:00Z", "0%");
    assertThat(read(List.of(one), List.of(b), a, true).now()).isEmpty();
    assertThat(read(List.of(one), List.of(a), b, true).now()).hasSize(1);
  }

  @Test
  void whoHasTrafficGoesBeforeWhoBeganEarlier() {
    AnyLock one = lock("one", spec(null, null, "PauseRunning", "WhileRolling"));
    Rollout early = rollout("shop", "a", "2027-01-05T11:00:00Z", "0%");
    Rollout late = rollout("shop", "b", "2027-01-05T11:30:00Z", "20%");
    assertThat(read(List.of(one), List.of(late), early, true).now()).hasSize(1);
    assertThat(read(List.of(one), List.of(early), late, true).now()).isEmpty();
  }

  @Test
  void oneThatAnotherLockKeepsFromBeginningIsNotWaitedFor() {
    AnyLock one = lock("one", spec(null, null, null, "WhileRolling"));
    AnyLock freeze =
        lock("freeze", spec(new LockSelector(List.of("a"), Map.of()), null, null, null));
    Rollout held = rollout("shop", "a", "2027-01-05T11:00:00Z", "0%");
    Rollout free = rollout("shop", "b", "2027-01-05T11:30:00Z", "0%");
    assertThat(read(List.of(one, freeze), List.of(held), free, true).now()).isEmpty();
    Rollout begun = rollout("shop", "a", "2027-01-05T11:00:00Z", "20%");
    assertThat(read(List.of(one, freeze), List.of(begun), free, true).now()).hasSize(1);
  }

  private boolean holds(DeployLockSpec spec) {
    return !read(List.of(lock("freeze", spec)), List.of(), shop, true).now().isEmpty();
  }

  private static Locks read(
      List<AnyLock> locks, List<Rollout> others, Rollout rollout, boolean stamped) {
    return LocksReader.read(new AnyLocks(locks, others), rollout, NOW, stamped);
  }

  private static DeployLockSpec spec(
      @Nullable LockSelector selector,
      @Nullable String until,
      @Nullable String mode,
      @Nullable String autoLock) {
    return new DeployLockSpec(
        selector, List.of(), "year end", until, mode, null, autoLock, null, List.of(), List.of());
  }

  private static AnyLock lock(String name, DeployLockSpec spec) {
    DeployLock lock = new DeployLock();
    lock.setMetadata(metadata("shop", name));
    lock.setSpec(spec);
    return AnyLock.of(lock);
  }

  private static AnyLock clusterLock(List<String> namespaces) {
    ClusterDeployLock lock = new ClusterDeployLock();
    lock.setMetadata(metadata(null, "all"));
    lock.setSpec(
        new DeployLockSpec(
            null, namespaces, "year end", null, null, null, null, null, List.of(), List.of()));
    return AnyLock.of(lock);
  }

  private static ObjectMeta metadata(@Nullable String namespace, String name) {
    return new ObjectMetaBuilder()
        .withNamespace(namespace)
        .withName(name)
        .withCreationTimestamp(CREATED.toString())
        .addToAnnotations(Names.LOCKED_BY, "ann")
        .build();
  }

  private static Rollout rollout(
      String namespace, String name, @Nullable String startedAt, String weight) {
    String progress =
        startedAt == null
            ? ""
            : """
              , "canary": "new", "weight": "%s",
                "rollout": {"startedAt": "%s", "stepIndex": 0, "stepEnteredAt": "%s"}
              """
                .formatted(weight, startedAt, startedAt);
    return read(
        """
        {"metadata": {"namespace": "%s", "name": "%s", "labels": {"team": "pay"}},
         "spec": {"workloadRef": {"name": "%s"}},
         "status": {"observedGeneration": 1, "stable": "old"%s}}
        """
            .formatted(namespace, name, name, progress));
  }

  private static Rollout read(String json) {
    try {
      return JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .build()
          .readValue(json, Rollout.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
