package dev.mulkko.bench;

import dev.mulkko.engine.judge.Counter;
import dev.mulkko.engine.judge.Evidence;
import dev.mulkko.engine.judge.Evidence.Step;
import dev.mulkko.engine.judge.Judge;
import dev.mulkko.engine.judge.Reading;
import dev.mulkko.engine.judge.Side;
import dev.mulkko.engine.judge.Verdict;
import dev.mulkko.kube.exposition.Bounds;
import dev.mulkko.kube.exposition.Format;
import dev.mulkko.kube.exposition.Page;
import dev.mulkko.kube.exposition.PageParser;
import dev.mulkko.kube.exposition.Pages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Seconds of a rollout in a row, and a page of 300 kB. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
public class CostJmh {

  private static final Instant START = Instant.parse("2026-12-01T10:00:00Z");
  private static final Judge JUDGE = Judge.ofErrors();
  private static final Evidence NOTHING = JUDGE.begin(new Step(true, START, 0.05), Map.of());
  private static final int SECONDS = 1800;

  private final byte[] page = Pages.spring(300_000).getBytes(StandardCharsets.UTF_8);
  private final PageParser parser = new PageParser(Pages.WANTED, Format.Text, Bounds.DEFAULT);
  private List<Reading> twoPods = List.of();
  private List<Reading> elevenPods = List.of();
  private Evidence evidence = NOTHING;
  private int second;

  @Setup
  public void draw() {
    twoPods = readings(1);
    elevenPods = readings(10);
  }

  private static List<Reading> readings(int stablePods) {
    SplittableRandom random = new SplittableRandom(1);
    List<Reading> all = new ArrayList<>();
    long[] requests = new long[1 + stablePods];
    long[] bad = new long[1 + stablePods];
    for (int t = 1; t <= SECONDS; t++) {
      List<Counter> counters = new ArrayList<>();
      for (int pod = 0; pod <= stablePods; pod++) {
        requests[pod] += 5 + random.nextInt(10);
        bad[pod] += random.nextInt(100) == 0 ? 1 : 0;
        Side side = pod == 0 ? Side.Canary : Side.Stable;
        Instant at = START.plusSeconds(t);
        counters.add(new Counter("errors", side, "pod-" + pod, at, START, requests[pod], bad[pod]));
      }
      Set<String> due = counters.stream().map(Counter::target).collect(Collectors.toSet());
      all.add(new Reading(START.plusSeconds(t), Duration.ofSeconds(3), counters, due));
    }
    return all;
  }

  private Evidence fold(List<Reading> readings) {
    second = second + 1 == SECONDS ? 0 : second + 1;
    evidence = JUDGE.fold(second == 0 ? NOTHING : evidence, readings.get(second));
    return evidence;
  }

  @Benchmark
  public Evidence judgeUpdate() {
    return fold(twoPods);
  }

  @Benchmark
  public Evidence judgeUpdateOfElevenPods() {
    return fold(elevenPods);
  }

  @Benchmark
  public Verdict judgeUpdateAndVerdict() {
    Evidence folded = fold(twoPods);
    return JUDGE.verdict(folded, START.plusSeconds(second + 1));
  }

  @Benchmark
  public Page pageOf300Kilobytes() throws IOException {
    return parser.read(new ByteArrayInputStream(page));
  }
}
