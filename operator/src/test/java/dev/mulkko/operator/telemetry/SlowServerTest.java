package dev.mulkko.operator.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mulkko.engine.model.Reading;
import dev.mulkko.engine.model.Reading.Value;
import dev.mulkko.engine.plan.gate.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** With threads as they are in the process. */
class SlowServerTest {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final Question UP = new Question("errors", "up");

  private final Semaphore answers = new Semaphore(0);
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger interrupted = new AtomicInteger();
  private final AtomicInteger told = new AtomicInteger();
  private final AtomicInteger twice = new AtomicInteger();
  private final Map<Question, AtomicInteger> each = new ConcurrentHashMap<>();

  private Reading answer(String rollout, Question question) {
    AtomicInteger same = each.computeIfAbsent(question, _ -> new AtomicInteger());
    if (same.incrementAndGet() > 1) {
      twice.incrementAndGet();
    }
    underWay.incrementAndGet();
    try {
      answers.acquire();
    } catch (InterruptedException e) {
      interrupted.incrementAndGet();
    }
    underWay.decrementAndGet();
    same.decrementAndGet();
    return new Value(1);
  }

  @Test
  void whatNobodyWantsAnyMoreIsWaitedForNoLonger() {
    Measuring measuring = new Measuring(this::answer);
    measuring.ask("shop/web", List.of(UP), Instant.EPOCH, told::incrementAndGet);
    await().atMost(LIMIT).until(() -> underWay.get() == 1);
    measuring.ask(
        "shop/web", List.of(new Question("errors", "down")), Instant.EPOCH, told::incrementAndGet);
    await().atMost(LIMIT).until(() -> interrupted.get() == 1 && underWay.get() == 1);
    measuring.forget("shop/web");
    await().atMost(LIMIT).until(() -> interrupted.get() == 2 && underWay.get() == 0);
    assertThat(told).hasValue(0);
  }

  @Test
  void passesThatAskAtOnceNeverAskOneMetricTwice() throws Exception {
    answers.release(Integer.MAX_VALUE / 2);
    Measuring measuring = new Measuring(this::answer);
    try (ExecutorService passes = Executors.newFixedThreadPool(4)) {
      List<Callable<Integer>> looks =
          IntStream.range(0, 4)
              .<Callable<Integer>>mapToObj(seed -> () -> looks(measuring, new Random(seed)))
              .toList();
      for (Future<Integer> pass : passes.invokeAll(looks)) {
        assertThat(pass.get()).isNotNegative();
      }
    }
    await()
        .atMost(LIMIT)
        .until(() -> IntStream.range(0, 5).noneMatch(i -> measuring.waiting("shop/" + i)));
    assertThat(twice).hasValue(0);
    for (int i = 0; i < 5; i++) {
      assertThat(measuring.samples("shop/" + i))
          .hasSize(3)
          .allMatch(sample -> sample.reading().equals(new Value(1)));
    }
  }

  /** How many of the looks found an answer. */
  private static int looks(Measuring measuring, Random random) {
    int found = 0;
    for (int look = 0; look < 3000; look++) {
      int rollout = random.nextInt(5);
      int metric = random.nextInt(3);
      Question question = new Question("metric" + metric, "query of " + rollout);
      measuring.ask("shop/" + rollout, List.of(question), Instant.ofEpochSecond(look), () -> {});
      found += measuring.samples("shop/" + rollout).size();
    }
    return found;
  }
}
