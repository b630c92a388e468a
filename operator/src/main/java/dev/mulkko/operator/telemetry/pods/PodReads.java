package dev.mulkko.operator.telemetry.pods;

import dev.mulkko.engine.judge.Counter;
import dev.mulkko.kube.exposition.Page;
import dev.mulkko.kube.exposition.RequestCounters;
import dev.mulkko.kube.read.MetricTargets.Target;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One look at all pods of a Rollout, at the same time. */
final class PodReads {

  private static final Logger LOG = LoggerFactory.getLogger("mulkko");

  private final String rollout;
  private final PodWatch.Pages pages;

  /** Why a pod told nothing, so that it is said once. */
  private final Map<String, String> silent = new HashMap<>();

  PodReads(String rollout, PodWatch.Pages pages) {
    this.rollout = rollout;
    this.pages = pages;
  }

  /** Of the pods that answered in time. */
  List<Counter> counters(List<Target> targets, String path, Clock clock)
      throws InterruptedException {
    Map<Target, FutureTask<Counter>> asked = new LinkedHashMap<>();
    for (Target target : targets) {
      FutureTask<Counter> task = new FutureTask<>(() -> read(target, path, clock));
      asked.put(target, task);
      Thread.ofVirtual().name("read " + target.pod()).start(task);
    }
    long end = System.nanoTime() + PodPages.TIME.toNanos();
    List<Counter> counters = new ArrayList<>();
    for (Map.Entry<Target, FutureTask<Counter>> each : asked.entrySet()) {
      answer(each.getKey(), each.getValue(), end).ifPresent(counters::add);
    }
    return counters;
  }

  private Counter read(Target target, String path, Clock clock)
      throws IOException, InterruptedException {
    return switch (pages.read(target, path)) {
      case Page.Whole(var series) ->
          RequestCounters.errors(series, target.side(), target.pod(), clock.instant());
      case Page.CutOff cutOff -> throw new IOException(cutOff.sentence());
    };
  }

  private Optional<Counter> answer(Target target, FutureTask<Counter> task, long end)
      throws InterruptedException {
    try {
      Counter counter = task.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      silent.remove(target.pod());
      return Optional.of(counter);
    } catch (ExecutionException e) {
      say(target, String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()));
    } catch (TimeoutException e) {
      say(target, "no page within %d ms".formatted(PodPages.TIME.toMillis()));
    } finally {
      task.cancel(true);
    }
    return Optional.empty();
  }

  private void say(Target target, String why) {
    if (!why.equals(silent.put(target.pod(), why))) {
      LOG.warn("{} reads no counters of pod {}: {}", rollout, target.pod(), why);
    }
  }
}
