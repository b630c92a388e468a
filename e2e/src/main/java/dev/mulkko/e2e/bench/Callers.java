package dev.mulkko.e2e.bench;

import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.Shop;
import dev.mulkko.e2e.Wait;
import dev.mulkko.testbed.load.LoadClient;
import dev.mulkko.testbed.load.LoadOptions;
import dev.mulkko.testbed.load.LoadRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Those who order, by every door of a router and with both kinds of connections. */
final class Callers implements AutoCloseable {

  private static final Duration LONGEST = Duration.ofMinutes(20);
  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final int WARM_UPS = 6;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Lab lab;
  private final Shop shop;
  private final Map<String, Long> handledBefore;
  private final List<Caller> callers = new ArrayList<>();

  /**
   * One client.
   *
   * @param run what it sends
   */
  record Caller(Door door, Connections connections, LoadRun run) {}

  /**
   * Starts them, without end.
   *
   * @param rate requests a second of each kind of connections, by all doors together
   */
  Callers(Lab lab, Shop shop, Router router, List<Connections> kinds, int rate) {
    this(lab, shop, router, kinds, rate, LONGEST);
  }

  private Callers(
      Lab lab, Shop shop, Router router, List<Connections> kinds, int rate, Duration length) {
    this.lab = lab;
    this.shop = shop;
    this.handledBefore = lab.node().handled(shop.namespace()).byVersion();
    for (Door door : router.doors()) {
      for (Connections kind : kinds) {
        LoadOptions options =
            options(lab, shop, door, kind.name())
                .withRate(rate / router.doors().size())
                .withDuration(length);
        callers.add(new Caller(door, kind, LoadClient.start(kind.in(options))));
      }
    }
  }

  /**
   * Returns when every door leads to the shop, and when callers like those to come have kept their
   * rate for a while, so that what is measured is not a machine that starts. They are not counted.
   * On a machine that is too busy for them it gives up: the cells will say so.
   */
  static void warmUp(Lab lab, Shop shop, Router router, List<Connections> kinds, int rate) {
    for (Door door : router.doors()) {
      LoadOptions one =
          options(lab, shop, door, "first").withRate(10).withDuration(Duration.ofMillis(100));
      Wait.until(
          LIMIT,
          "%s leads to the shop".formatted(door),
          () -> LoadClient.start(one).finish().all().lost() == 0);
    }
    boolean steady = false;
    for (int i = 0; i < WARM_UPS && !steady; i++) {
      Callers some = new Callers(lab, shop, router, kinds, rate, WARM_UP);
      some.finish();
      steady = some.lost() == 0 && some.late() == 0;
    }
  }

  private void finish() {
    try {
      for (Caller caller : callers) {
        caller.run.finish();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static LoadOptions options(Lab lab, Shop shop, Door door, String which) {
    String file = "%s-%s-%s.csv".formatted(shop.namespace(), door, which);
    return LoadOptions.to(door.address(lab.cluster(), shop), lab.file(file))
        .withHost(door.host(shop));
  }

  List<Caller> of(Connections kind) {
    return callers.stream().filter(caller -> caller.connections == kind).toList();
  }

  /** Returns when a version has given so many more answers, whoever asked. */
  void awaitAnswersOf(String version, int more) {
    long enough = answeredBy(version) + more;
    Wait.until(
        LIMIT,
        "%d more answers of %s".formatted(more, version),
        () -> answeredBy(version) >= enough);
  }

  /** Answers of a version that were failures. */
  long failuresOf(String version) {
    return callers.stream().mapToLong(caller -> caller.run.stats().failedBy(version)).sum();
  }

  long answeredBy(String version) {
    return callers.stream().mapToLong(caller -> caller.run.stats().answeredBy(version)).sum();
  }

  /**
   * When a version answered last.
   *
   * @param earliest what is said when it answered no more after that
   */
  Instant lastAnswerOf(String version, Instant earliest) {
    return callers.stream()
        .map(caller -> caller.run.stats().lastAnswer().getOrDefault(version, earliest))
        .reduce(earliest, (a, b) -> a.isAfter(b) ? a : b);
  }

  long sent() {
    return callers.stream().mapToLong(caller -> caller.run.stats().sent()).sum();
  }

  long lost() {
    return callers.stream().mapToLong(caller -> caller.run.stats().lost()).sum();
  }

  /** How many they began late themselves. */
  long late() {
    return callers.stream().mapToLong(caller -> caller.run.lateness().requests()).sum();
  }

  /** Sends no more. Can be called again. */
  void stop() {
    callers.forEach(caller -> caller.run.stop());
  }

  /** What the app's instances counted in that time, by version. */
  Map<String, Long> handled() {
    Map<String, Long> counts = new TreeMap<>(lab.node().handled(shop.namespace()).byVersion());
    handledBefore.forEach((version, count) -> counts.merge(version, -count, Long::sum));
    counts.values().removeIf(count -> count == 0);
    return counts;
  }

  /** What they got, by version. */
  Map<String, Long> answered() {
    Map<String, Long> counts = new TreeMap<>();
    callers.forEach(
        caller ->
            caller
                .run
                .stats()
                .answered()
                .forEach((version, count) -> counts.merge(version, count, Long::sum)));
    return counts;
  }

  @Override
  public void close() {
    stop();
  }
}
