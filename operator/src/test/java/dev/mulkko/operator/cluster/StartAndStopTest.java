package dev.mulkko.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mulkko.operator.josdk.Framework;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("cluster")
@ExtendWith(ApiServer.Running.class)
class StartAndStopTest {

  private final Shop shop;

  StartAndStopTest(ApiServer server) {
    shop = Shop.on(server);
  }

  @Test
  void aPassThatIsUnderWayIsFinishedBeforeTheEnd() throws Exception {
    CountDownLatch underWay = new CountDownLatch(1);
    CompletableFuture<Void> mayGoOn = new CompletableFuture<>();
    RunningOperator operator =
        RunningOperator.in(
            shop,
            _ -> {
              underWay.countDown();
              mayGoOn.join();
            });
    shop.createRollout("shop");
    assertThat(underWay.await(10, TimeUnit.SECONDS)).isTrue();
    // Not in the common pool: the client needs that for its answers.
    CompletableFuture<Void> stopped =
        CompletableFuture.runAsync(operator::close, Thread::startVirtualThread);
    mayGoOn.completeOnTimeout(null, 500, TimeUnit.MILLISECONDS);
    CompletableFuture<Boolean> waited = mayGoOn.thenApply(_ -> !stopped.isDone());
    stopped.get(10, TimeUnit.SECONDS);
    assertThat(waited.join()).as("the end waited for the pass").isTrue();
    assertThat(shop.status("shop").reason()).isEqualTo("WorkloadMissing");
  }

  @Test
  void itIsReadyFromItsStartToItsEnd() {
    Framework framework = RunningOperator.prepare(shop, _ -> {});
    assertThat(framework.ready()).isFalse();
    framework.start();
    assertThat(framework.ready()).isTrue();
    framework.stop();
    assertThat(framework.ready()).isFalse();
  }

  /**
   * A timer that goes on keeps all that the process knew, and one without a thread never sleeps.
   */
  @Test
  void theTimersOfTheFrameworkSleepAndEnd() {
    Set<Thread> others = timers("");
    Framework framework = RunningOperator.prepare(shop, _ -> {});
    framework.start();
    await("they sleep until something is due").until(() -> !others.containsAll(timers("take")));
    assertThat(timers("poll")).isSubsetOf(others);
    framework.stop();
    await("they end").until(() -> others.containsAll(timers("")));
  }

  /** Threads without a name of their own that wait for what is due, in this way. */
  private static Set<Thread> timers(String how) {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(thread -> thread.getKey().getName().startsWith("pool-"))
        .filter(
            thread ->
                Arrays.stream(thread.getValue())
                    .anyMatch(
                        frame ->
                            frame.getClassName().endsWith("$DelayedWorkQueue")
                                && frame.getMethodName().startsWith(how)))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}
