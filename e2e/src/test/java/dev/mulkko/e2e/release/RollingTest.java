package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.RolloutAction;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.e2e.release.Manner.Way;
import dev.mulkko.testbed.cluster.ApiRequest;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The Deployment rolls by itself, and is taken back in the middle. */
@Tag("cluster")
final class RollingTest {

  /** Of six, as the Deployment's maxUnavailable of 25 % has it. */
  private static final int LEAST_READY = 5;

  private static final Map<String, String> SLOW = Map.of("STARTUP_MS", "2000");

  /** Nobody told the Rollout of the Service: only its Deployment may be touched. */
  @Test
  void aWorkerIsRolledAndAnAbortInTheMiddleGrowsTheOldVersionBack() {
    try (Stage stage = open("worker", Manner.rolling(Way.NONE));
        Readies readies = Readies.of(stage)) {
      Instant released = stage.release("v2", SLOW);
      stage.awaitPromoted("v2");
      assertThat(stage.books.patches("services", released)).as("writes to Services").isEmpty();
      assertThat(stage.shop.deployment().getSpec().getTemplate().getSpec().getContainers())
          .extracting("image")
          .containsExactly("shop:v2");
      stage.assertTrafficAsBefore();

      stage.release("v3", SLOW);
      awaitSomeReady(stage);
      Instant asked = Instant.now();
      Resource<RolloutAction> abort = stage.kim.asksForAbort();
      Kim.awaitDone(abort);
      Figure.seconds("abort of a rolling worker asked for to Done", asked, Instant.now());
      stage.awaitRolledBack();
      stage.awaitNoPodOf("v3");
      assertHeld(stage, "v3");
      readies.assertNeverFewerThan(LEAST_READY);
      List<ApiRequest> writes = stage.books.since(asked);
      Figure.count("API writes of an aborted roll", writes.size(), Books.byKind(writes).toString());
    }
  }

  @Test
  void aRollUnderLoadLosesNothingAndACrashTakesItBack() {
    try (Stage stage = open("rolling", Manner.rolling(Way.PLAIN_SERVICE));
        Readies readies = Readies.of(stage)) {
      stage.release("v2", SLOW);
      stage.awaitPromoted("v2");

      stage.release("v3", Map.of("CRASH_AFTER_S", "0"));
      RolloutStatus end = stage.awaitRolledBack();
      Answers answers = stage.clients.stop();

      assertThat(end.refused().getFirst().reason()).isEqualTo("CanaryCrashing");
      answers.assertNoneLostOrRepeated();
      assertThat(answers.handled()).as("who was asked").containsOnlyKeys("v1", "v2");
      assertHeld(stage, "v3");
      stage.assertTrafficAsBefore();
      readies.assertNeverFewerThan(LEAST_READY);
    }
  }

  @Test
  void anAbortUnderLoadLosesNothing() {
    try (Stage stage = open("rolling-abort", Manner.rolling(Way.PLAIN_SERVICE));
        Readies readies = Readies.of(stage)) {
      stage.release("v2", SLOW);
      awaitSomeReady(stage);
      Instant asked = Instant.now();
      Kim.awaitDone(stage.kim.asksForAbort());
      Instant done = Instant.now();
      stage.awaitRolledBack();
      Answers answers = stage.clients.stop();

      Figure.seconds("abort of a roll behind a Service asked for to Done", asked, done);
      answers.assertNoneLostOrRepeated();
      assertThat(answers.since(done).answeredBy("v2")).as("answers of v2 after Done").isZero();
      assertHeld(stage, "v2");
      stage.assertTrafficAsBefore();
      readies.assertNeverFewerThan(LEAST_READY);
    }
  }

  private static Stage open(String name, Manner manner) {
    return Stage.open(name, manner, deployment -> deployment, _ -> Map.of(), _ -> {});
  }

  private static void awaitSomeReady(Stage stage) {
    stage.awaitUnstopped(
        "a third of the new pods is ready",
        status ->
            status.rollout() != null
                && Objects.requireNonNullElse(status.rollout().reachedWeight(), 0) >= 33);
  }

  private static void assertHeld(Stage stage, String version) {
    // Nothing waits for the last of them where no new pod would be missed.
    stage.awaitPods(Stage.REPLICAS);
    Deployment deployment = stage.shop.deployment();
    assertThat(stage.shop.image()).as("the user's template").isEqualTo("shop:" + version);
    assertThat(deployment.getSpec().getPaused()).as("held").isTrue();
  }

  /** How many pods were ready at the same time, at least. */
  private record Readies(SharedIndexInformer<Pod> informer, AtomicInteger least)
      implements AutoCloseable {

    static Readies of(Stage stage) {
      SharedIndexInformer<Pod> informer =
          stage.lab.client().pods().inNamespace(stage.shop.namespace()).inform();
      AtomicInteger least = new AtomicInteger(Stage.REPLICAS);
      informer.addEventHandler(
          new Change<>(
              (_, _) -> true,
              () -> least.accumulateAndGet(ready(informer.getStore().list()), Math::min)));
      return new Readies(informer, least);
    }

    private static int ready(List<Pod> pods) {
      return (int)
          pods.stream()
              .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
              .filter(Readiness::isPodReady)
              .count();
    }

    void assertNeverFewerThan(int pods) {
      Figure.count("ready pods in a roll, at least", least.get(), "of " + Stage.REPLICAS);
      assertThat(least.get()).as("ready pods at the same time").isGreaterThanOrEqualTo(pods);
    }

    @Override
    public void close() {
      informer.close();
    }
  }
}
