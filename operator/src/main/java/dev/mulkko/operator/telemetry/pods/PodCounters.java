package dev.mulkko.operator.telemetry.pods;

import dev.mulkko.engine.judge.Side;
import dev.mulkko.engine.judge.Told;
import dev.mulkko.kube.exposition.Exporter;
import dev.mulkko.kube.exposition.Page;
import dev.mulkko.kube.exposition.Series;
import dev.mulkko.kube.read.MetricTargets.Target;
import dev.mulkko.operator.telemetry.Teller;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pods themselves, all at the same time. */
public final class PodCounters implements Teller {

  private static final Logger LOG = LoggerFactory.getLogger("mulkko");

  /** Of two looks one may fail. */
  private static final int PATIENCE = 3;

  private final String rollout;
  private final PodPages pages;
  private final Clock clock;

  private volatile @Nullable Exporter by;

  /** Why a pod told nothing, so that it is said once. */
  private final Map<String, String> silent = new HashMap<>();

  public PodCounters(String rollout, PodPages pages, Clock clock) {
    this.rollout = rollout;
    this.pages = pages;
    this.clock = clock;
  }

  @Override
  public Heard hear(Asked asked) throws InterruptedException {
    pages.await(rollout.substring(0, rollout.indexOf('/')), asked.targets().size());
    return new Heard(
        told(asked.targets(), asked.watch().comparison().path()),
        asked.targets().stream().map(Target::pod).collect(Collectors.toSet()),
        asked.interval().multipliedBy(PATIENCE),
        by == null ? "Pods" : "Pods (%s)".formatted(by.name()));
  }

  /** Of one of the pods. */
  @Override
  public Optional<String> why() {
    return silent.values().stream().findFirst();
  }

  private List<Told> told(List<Target> targets, String path) throws InterruptedException {
    Map<Target, FutureTask<Told>> asked = new LinkedHashMap<>();
    for (Target target : targets) {
      FutureTask<Told> task = new FutureTask<>(() -> read(target, path));
      asked.put(target, task);
      Thread.ofVirtual().name("read " + target.pod()).start(task);
    }
    long end = System.nanoTime() + PodPages.TIME.toNanos();
    List<Told> told = new ArrayList<>();
    for (Map.Entry<Target, FutureTask<Told>> each : asked.entrySet()) {
      answer(each.getKey(), each.getValue(), end).ifPresent(told::add);
    }
    return told;
  }

  private Told read(Target target, String path) throws IOException, InterruptedException {
    return switch (pages.read(target, path)) {
      case Page.Whole(var series) -> told(series, target);
      case Page.CutOff cutOff -> throw new IOException(cutOff.sentence());
    };
  }

  /** Stable tells first by what it counts; the canary has the same app. */
  private Told told(List<Series> series, Target target) {
    if (target.side() == Side.Stable) {
      Exporter.ofApp(series).ifPresent(found -> by = found);
    }
    return Exporter.toldByApp(series, target.side(), target.pod(), clock.instant());
  }

  private Optional<Told> answer(Target target, FutureTask<Told> task, long end)
      throws InterruptedException {
    try {
      Told told = task.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      silent.remove(target.pod());
      return Optional.of(told);
    } catch (ExecutionException e) {
      say(target, why(e.getCause() == null ? e : e.getCause()));
    } catch (TimeoutException e) {
      say(target, "no page within %d ms".formatted(PodPages.TIME.toMillis()));
    } finally {
      task.cancel(true);
    }
    return Optional.empty();
  }

  /** A client of the JDK has no words for it when nobody listens. */
  private static String why(Throwable fault) {
    return Objects.requireNonNullElse(fault.getMessage(), fault.getClass().getSimpleName());
  }

  private void say(Target target, String why) {
    if (!why.equals(silent.put(target.pod(), why))) {
      LOG.warn("{} reads no counters of pod {}: {}", rollout, target.pod(), why);
    }
  }
}
