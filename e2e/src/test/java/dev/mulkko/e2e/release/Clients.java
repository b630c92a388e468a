package dev.mulkko.e2e.release;

import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.Shop;
import dev.mulkko.e2e.Wait;
import dev.mulkko.testbed.load.LoadClient;
import dev.mulkko.testbed.load.LoadOptions;
import dev.mulkko.testbed.load.LoadRun;
import dev.mulkko.testbed.load.LoadStats;
import dev.mulkko.testbed.shop.HandledRequests;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Those who order. Two come through the Gateway: one keeps its connections, the other opens one for
 * each request. A third, less busy, dials the Service.
 */
final class Clients implements AutoCloseable {

  private static final int RATE = 50;
  private static final int DIRECT_RATE = 20;
  private static final int IN_A_ROW = 200;
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final HandledRequests handled;
  private final Map<String, Long> handledBefore;
  private final LoadRun kept;
  private final LoadRun fresh;
  private final LoadRun direct;
  private final Supplier<String> story;

  Clients(Lab lab, Shop shop, Supplier<String> story) {
    this.handled = lab.node().handled(shop.namespace());
    this.handledBefore = handled.byVersion();
    this.kept = start(shop.load(file(shop, "kept")).withRate(RATE));
    this.fresh = start(shop.load(file(shop, "fresh")).withRate(RATE).withoutKeepAlive());
    this.direct =
        start(shop.directLoad(file(shop, "direct")).withRate(DIRECT_RATE).withoutKeepAlive());
    this.story = story;
  }

  private static String file(Shop shop, String which) {
    return "%s-%s.csv".formatted(shop.namespace(), which);
  }

  private static LoadRun start(LoadOptions options) {
    return LoadClient.start(options.withDuration(LONGEST));
  }

  /** How often a version has answered so far. */
  long answeredBy(String version) {
    return Stream.of(kept, fresh, direct).mapToLong(run -> run.stats().answeredBy(version)).sum();
  }

  /** How many requests were sent through the Gateway so far. */
  long sentThroughGateway() {
    return kept.stats().sent() + fresh.stats().sent();
  }

  /** How many requests a version has handled so far, whoever got its answers. */
  long handledBy(String version) {
    return handled.of(version);
  }

  /** Returns when again and again nothing was lost, and says since when. */
  Instant awaitNoLoss() {
    AtomicReference<Mark> mark = new AtomicReference<>(mark());
    Wait.until(
        Stage.LIMIT,
        "%d answers in a row".formatted(IN_A_ROW),
        () -> {
          Mark now = mark();
          if (now.lost != mark.get().lost) {
            mark.set(now);
          }
          return now.sent - mark.get().sent >= IN_A_ROW;
        });
    return mark.get().at;
  }

  /** What has been sent and lost at one instant. */
  private record Mark(Instant at, long sent, long lost) {}

  private Mark mark() {
    // What was due before may still be lost: it does not count as of later.
    Instant now = Instant.now();
    List<LoadStats> all = Stream.of(kept, fresh, direct).map(LoadRun::stats).toList();
    return new Mark(
        now,
        all.stream().mapToLong(LoadStats::sent).sum(),
        all.stream().mapToLong(LoadStats::lost).sum());
  }

  /** Sends no more. Can be called again. */
  Answers stop() {
    Answers.Records records = new Answers.Records(kept.stop(), fresh.stop(), direct.stop());
    Map<String, Long> counts = new TreeMap<>(handled.byVersion());
    handledBefore.forEach((version, count) -> counts.merge(version, -count, Long::sum));
    counts.values().removeIf(count -> count == 0);
    return new Answers(records, counts, story);
  }

  @Override
  public void close() {
    kept.close();
    fresh.close();
    direct.close();
  }
}
