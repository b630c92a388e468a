package dev.mulkko.operator.cluster;

import dev.mulkko.api.v1beta1.Rollout;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Edits the spec of each Rollout once, at a seeded instant around the first write of its status:
 * before the request leaves, or while it and its answer are on their way.
 */
final class SpecEdits {

  private static final int AROUND_MILLIS = 100;

  private final Shop shop;
  private final Random random;
  private final Map<String, CompletableFuture<Void>> edits = new ConcurrentHashMap<>();

  SpecEdits(Shop shop, long seed) {
    this.shop = shop;
    this.random = new Random(seed);
  }

  /** Returns when the request may leave. */
  void beforeStatus(String rollout) {
    edits.computeIfAbsent(rollout, this::editAround);
  }

  int started() {
    return edits.size();
  }

  void join() {
    edits.values().forEach(CompletableFuture::join);
  }

  private CompletableFuture<Void> editAround(String rollout) {
    int edit = millis();
    int leave = millis();
    CompletableFuture<Void> edited = CompletableFuture.runAsync(() -> edit(rollout), in(edit));
    CompletableFuture.runAsync(() -> {}, in(leave)).join();
    return edited;
  }

  private void edit(String rollout) {
    shop.server()
        .client()
        .resources(Rollout.class)
        .inNamespace(shop.namespace())
        .withName(rollout)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE), "{\"spec\": {\"progressDeadline\": \"11m\"}}");
  }

  private synchronized int millis() {
    return random.nextInt(AROUND_MILLIS);
  }

  private static Executor in(int millis) {
    // Not in the common pool: the client needs that for its answers.
    return CompletableFuture.delayedExecutor(
        millis, TimeUnit.MILLISECONDS, Thread::startVirtualThread);
  }
}
