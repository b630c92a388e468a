package dev.mulkko.operator.cluster;

import dev.mulkko.api.v1beta1.Rollout;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Edits the spec of each Rollout once, at a seeded instant around the first write of its status.
 */
final class SpecEdits {

  private static final int BEFORE_MILLIS = 60;
  private static final int AFTER_MILLIS = 20;

  private final Shop shop;
  private final Random random;
  private final Set<String> begun = ConcurrentHashMap.newKeySet();
  private final Queue<CompletableFuture<Void>> edits = new ConcurrentLinkedQueue<>();

  SpecEdits(Shop shop, long seed) {
    this.shop = shop;
    this.random = new Random(seed);
  }

  /** Returns when the request may leave. */
  void beforeStatus(String rollout) {
    if (!begun.add(rollout)) {
      return;
    }
    int instant = instant();
    CompletableFuture<Void> edit =
        CompletableFuture.runAsync(() -> edit(rollout), in(Math.max(0, instant)));
    edits.add(edit);
    if (instant < 0) {
      edit.thenRunAsync(() -> {}, in(-instant)).join();
    }
  }

  int started() {
    return edits.size();
  }

  void join() {
    edits.forEach(CompletableFuture::join);
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

  /** Negative: so long before the request leaves. */
  private synchronized int instant() {
    return random.nextInt(-BEFORE_MILLIS, AFTER_MILLIS);
  }

  private static Executor in(int millis) {
    // Not in the common pool: the client needs that for its answers.
    return CompletableFuture.delayedExecutor(
        millis, TimeUnit.MILLISECONDS, Thread::startVirtualThread);
  }
}
