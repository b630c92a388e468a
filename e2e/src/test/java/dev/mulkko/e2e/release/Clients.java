package dev.mulkko.e2e.release;

import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.Shop;
import dev.mulkko.testbed.load.LoadClient;
import dev.mulkko.testbed.load.LoadOptions;
import dev.mulkko.testbed.load.LoadRun;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Those who order: one half keeps its connections, the other opens one for each request. */
final class Clients implements AutoCloseable {

  private static final int RATE = 50;
  private static final Duration LONGEST = Duration.ofMinutes(4);

  private final Lab lab;
  private final Map<String, Long> handledBefore;
  private final LoadRun kept;
  private final LoadRun fresh;

  Clients(Lab lab, Shop shop) {
    this.lab = lab;
    this.handledBefore = lab.node().handled().byVersion();
    this.kept = LoadClient.start(options(shop, "kept"));
    this.fresh = LoadClient.start(options(shop, "fresh").withoutKeepAlive());
  }

  private static LoadOptions options(Shop shop, String which) {
    return shop.load("%s-%s.csv".formatted(shop.namespace(), which))
        .withRate(RATE)
        .withDuration(LONGEST);
  }

  /** How often a version has answered so far. */
  long answeredBy(String version) {
    return kept.stats().answeredBy(version) + fresh.stats().answeredBy(version);
  }

  /** Sends no more. Can be called again. */
  Answers stop() {
    Answers.Half half = new Answers.Half(kept.stop(), fresh.stop());
    Map<String, Long> handled = new TreeMap<>(lab.node().handled().byVersion());
    handledBefore.forEach((version, count) -> handled.merge(version, -count, Long::sum));
    handled.values().removeIf(count -> count == 0);
    return new Answers(half, handled);
  }

  @Override
  public void close() {
    kept.close();
    fresh.close();
  }
}
