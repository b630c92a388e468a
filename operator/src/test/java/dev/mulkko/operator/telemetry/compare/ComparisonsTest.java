package dev.mulkko.operator.telemetry.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.judge.Evidence.Step;
import dev.mulkko.engine.judge.Kept;
import dev.mulkko.engine.judge.Side;
import dev.mulkko.engine.judge.Verdict;
import dev.mulkko.engine.model.Comparison;
import dev.mulkko.engine.model.Judged;
import dev.mulkko.engine.plan.gate.Comparing.Watch;
import dev.mulkko.kube.exposition.Page;
import dev.mulkko.kube.exposition.Series;
import dev.mulkko.kube.read.MetricTargets.Target;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ComparisonsTest {

  private static final String SHOP = "shop/shop";
  private static final Target CANARY = new Target(Side.Canary, "shop-b-1", "10.1.0.2", 8080);
  private static final Target STABLE = new Target(Side.Stable, "shop-a-1", "10.1.0.1", 8080);
  private static final List<Target> BOTH = List.of(CANARY, STABLE);

  /** As if the pods had counted since a moment before the test. */
  private final Instant begun = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);

  private final Comparisons watch =
      new Comparisons(this::page, _ -> Optional.empty(), Clock.systemUTC());
  private final LinkedBlockingQueue<String> news = new LinkedBlockingQueue<>();
  private volatile boolean silent;

  @AfterEach
  void stop() {
    watch.forget(SHOP);
  }

  @Test
  void aCanaryThatFailsAllIsWorse() throws Exception {
    follow(at("b", begun), BOTH);

    Judged judged = await(now -> now.verdict() instanceof Verdict.Worse);

    assertThat(judged.canary()).isEqualTo("b");
    assertThat(judged.since()).isEqualTo(begun);
    assertThat(judged.counted().kept())
        .singleElement()
        .extracting(Kept::counter)
        .isEqualTo("errors");
  }

  @Test
  void aVerdictIsOfThePlaceThatIsLookedAt() throws Exception {
    follow(at("b", begun), BOTH);
    await(now -> now.verdict() instanceof Verdict.Worse);
    Instant later = begun.plusMillis(500);
    follow(at("b", later), BOTH);

    assertThat(await(now -> now.since().equals(later)).verdict()).isInstanceOf(Verdict.Worse.class);
  }

  @Test
  void anotherCanaryBeginsAnew() throws Exception {
    follow(at("b", begun), BOTH);
    await(now -> now.verdict() instanceof Verdict.Worse);
    silent = true;
    follow(at("c", begun), BOTH);

    assertThat(watch.judged(SHOP).map(Judged::canary)).isNotEqualTo(Optional.of("b"));
    assertThat(await(now -> now.canary().equals("c")).verdict())
        .isInstanceOf(Verdict.Undecided.class);
  }

  @Test
  void whatAnotherProcessKnewIsKnown() throws Exception {
    follow(at("b", begun), BOTH);
    List<Kept> kept = await(now -> now.verdict() instanceof Verdict.Worse).counted().kept();
    silent = true;
    Comparisons next = new Comparisons(this::page, _ -> Optional.empty(), Clock.systemUTC());
    next.follow(SHOP, with(at("b", begun), kept), BOTH, () -> news.add("next"));

    awaitNews("next");
    Verdict verdict = next.judged(SHOP).orElseThrow().verdict();
    next.forget(SHOP);
    assertThat(verdict).isInstanceOf(Verdict.Worse.class);
  }

  @Test
  void nobodyWhoTellsNothingIsJudged() throws Exception {
    silent = true;
    follow(at("b", begun), BOTH);

    Judged judged = await(_ -> true);
    assertThat(judged.verdict())
        .isInstanceOfSatisfying(
            Verdict.Undecided.class,
            undecided -> {
              assertThat(undecided.guard()).isPresent();
              assertThat(undecided.mayPass()).isFalse();
            });
  }

  @Test
  void afterAFaultOfOursThereIsNoVerdictUntilItIsLookedAtAgain() throws Exception {
    follow(at("b", begun), BOTH);
    await(now -> now.verdict() instanceof Verdict.Worse);
    watch.forget(SHOP);
    news.clear();
    List<Kept> unreadable =
        List.of(new Kept("errors", begun, 0, 0, List.of(), List.of(), List.of(), 0));
    Comparisons next = new Comparisons(this::page, _ -> Optional.empty(), Clock.systemUTC());
    next.follow(SHOP, with(at("b", begun), unreadable), BOTH, () -> news.add("next"));
    next.follow(SHOP, at("b", begun), BOTH, () -> news.add("next"));

    awaitNews("next");
    assertThat(next.judged(SHOP)).isPresent();
    next.forget(SHOP);
  }

  @Test
  void beforeTheFirstPlaceNobodyIsJudged() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    Comparisons early =
        new Comparisons(
            (_, _) -> {
              asked.countDown();
              throw new IOException("no");
            },
            _ -> Optional.empty(),
            Clock.systemUTC());
    Watch nowhere = at("b", begun);
    early.follow(
        SHOP,
        new Watch(nowhere.comparison(), "shop", "a", "b", begun, Optional.empty(), List.of()),
        BOTH,
        () -> {});

    assertThat(asked.await(200, TimeUnit.MILLISECONDS)).isFalse();
    assertThat(early.judged(SHOP)).isEmpty();
    early.forget(SHOP);
  }

  private void follow(Watch what, List<Target> targets) {
    watch.follow(SHOP, what, targets, () -> news.add("watch"));
  }

  private Judged await(Predicate<Judged> wanted) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (System.nanoTime() < end) {
      Optional<Judged> now = watch.judged(SHOP).filter(wanted);
      if (now.isPresent()) {
        return now.get();
      }
      Thread.onSpinWait();
      news.poll(50, TimeUnit.MILLISECONDS);
    }
    throw new AssertionError("never came: the last is " + watch.judged(SHOP));
  }

  private void awaitNews(String of) throws InterruptedException {
    assertThat(news.poll(30, TimeUnit.SECONDS)).isEqualTo(of);
  }

  private static Watch at(String canary, Instant since) {
    return new Watch(
        Comparison.DEFAULT,
        "shop",
        "a",
        canary,
        Instant.EPOCH,
        Optional.of(new Step(true, since, 0.1)),
        List.of());
  }

  private static Watch with(Watch watch, List<Kept> kept) {
    return new Watch(
        watch.comparison(), "shop", "a", watch.canary(), watch.startedAt(), watch.step(), kept);
  }

  /** A hundred requests a second of each; the canary fails all of them. */
  private Page page(Target target, String path) throws IOException {
    if (silent) {
      throw new IOException("nobody listens");
    }
    long requests = 1000 + ChronoUnit.MILLIS.between(begun, Clock.systemUTC().instant()) / 10;
    String outcome = target.side() == Side.Canary ? "SERVER_ERROR" : "SUCCESS";
    return new Page.Whole(
        List.of(
            new Series(
                "http_server_requests_seconds_count", Map.of("outcome", outcome), requests, null)));
  }
}
