package dev.mulkko.e2e.bench;

import dev.mulkko.api.v1beta1.Analysis;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutSpec;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.api.v1beta1.Strategy;
import dev.mulkko.api.v1beta1.Traffic;
import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.OperatorProcess;
import dev.mulkko.e2e.Shop;
import dev.mulkko.e2e.Wait;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A shop in a namespace of its own behind a router, with a Rollout. */
final class Stand implements AutoCloseable {

  static final Duration LIMIT = Duration.ofMinutes(2);

  private static final int STORY_LINES = 40;

  final Lab lab;
  final Router router;
  final Shop shop;
  private final Map<String, String> env;
  private final UserObjects before;
  private OperatorProcess operator;
  private final boolean shared;

  private Stand(
      Lab lab, Router router, Shop shop, boolean polite, @Nullable OperatorProcess shared) {
    this.lab = lab;
    this.router = router;
    this.shop = shop;
    this.env = App.environment(router, polite);
    this.shared = shared != null;
    this.operator = shared == null ? OperatorProcess.in(shop.namespace(), lab, Map.of()) : shared;
    try {
      App.create(lab, shop, router, env, polite);
      Wait.until(LIMIT, "the shop is open", this::isAvailable);
      operator.awaitReady();
      this.before = UserObjects.of(lab, shop, router);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /**
   * Returns when the Rollout is attached and at rest.
   *
   * @param polite whether the app lets its connections end well
   * @param shared the operator of all; null = one of its own, which can be killed
   */
  static Stand open(
      Lab lab, Router router, Strategy strategy, boolean polite, @Nullable OperatorProcess shared) {
    return open(lab, router, strategy, null, polite, shared);
  }

  /** The same with metrics or requests that decide. */
  static Stand open(
      Lab lab,
      Router router,
      Strategy strategy,
      @Nullable Analysis analysis,
      boolean polite,
      @Nullable OperatorProcess shared) {
    Shop shop = new Shop(lab, lab.cluster().newNamespace("bench"));
    Stand stand = new Stand(lab, router, shop, polite, shared);
    try {
      shop.attach(rollout -> with(rollout, router, strategy, analysis));
      return stand;
    } catch (RuntimeException | Error e) {
      stand.close();
      throw e;
    }
  }

  private static Rollout with(
      Rollout rollout, Router router, Strategy strategy, @Nullable Analysis analysis) {
    RolloutSpec spec = rollout.getSpec();
    rollout.setSpec(
        new RolloutSpec(
            spec.workloadRef(),
            new Traffic("shop", router.refs(), null),
            strategy,
            analysis,
            spec.progressDeadline(),
            spec.revisionHistoryLimit(),
            spec.suspend()));
    return rollout;
  }

  private boolean isAvailable() {
    Deployment now = shop.deployment();
    return now.getStatus() != null
        && now.getSpec().getReplicas().equals(now.getStatus().getAvailableReplicas());
  }

  void release(String version) {
    shop.release(version, env);
  }

  /** One that answers, but so many of its answers are failures, 0 to 1. */
  void releaseFailing(String version, double errors) {
    Map<String, String> failing = new TreeMap<>(env);
    failing.put("ERROR_RATE", String.valueOf(errors));
    shop.release(version, failing);
  }

  RolloutStatus await(String what, Predicate<RolloutStatus> wanted) {
    return shop.await(LIMIT, what, wanted);
  }

  /** The pause at this weight has begun: the weight is verified and settled. */
  RolloutStatus awaitWeight(int index) {
    int pause = 2 * index + 1;
    return await(
        "the pause at weight %d has begun".formatted(index + 1),
        now ->
            now.rollout() != null
                && now.rollout().stepIndex() == pause
                && now.rollout().stepStartedAt() != null);
  }

  void awaitPromoted(String version) {
    await(version + " is promoted", _ -> shop.promoted(version));
  }

  void awaitRolledBack() {
    await("is rolled back", _ -> shop.rolledBack());
  }

  /** The developer takes back what was refused. */
  void settlesOn(String version) {
    release(version);
    awaitPromoted(version);
  }

  void killOperator() {
    if (shared) {
      throw new IllegalStateException("the operator is not this stand's own");
    }
    operator.kill();
    operator = OperatorProcess.in(shop.namespace(), lab, Map.of());
  }

  /** The share of the pods that a version has. */
  double shareOfPods(String version) {
    List<Pod> all = lab.client().pods().inNamespace(shop.namespace()).list().getItems();
    String image = "shop:" + version;
    long its =
        all.stream()
            .filter(pod -> pod.getSpec().getContainers().getFirst().getImage().equals(image))
            .count();
    return (double) its / all.size();
  }

  /** What of the user's is not as it was before all, but for the image; empty when all is. */
  String disturbed() {
    return before.difference(UserObjects.of(lab, shop, router));
  }

  /** What the operator said of it last. */
  String story() {
    String mine = "\"%s\"".formatted(shop.namespace());
    try {
      List<String> lines =
          Files.readAllLines(operator.log()).stream().filter(line -> line.contains(mine)).toList();
      return String.join(
          System.lineSeparator(),
          lines.subList(Math.max(0, lines.size() - STORY_LINES), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (!shared) {
      operator.close();
    }
    lab.client().namespaces().withName(shop.namespace()).delete();
  }
}
