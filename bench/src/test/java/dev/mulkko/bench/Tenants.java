package dev.mulkko.bench;

import dev.mulkko.engine.plan.gate.Question;
import dev.mulkko.operator.telemetry.prometheus.PrometheusApi;
import dev.mulkko.operator.telemetry.prometheus.PrometheusSource;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** How long a tenant with few questions waits, alone and beside one that has a thousand waiting. */
final class Tenants {

  private static final int NOISE = 1000;

  private final PrometheusSource source;
  private final AtomicInteger number = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();

  Tenants(PrometheusApi api) {
    this.source = new PrometheusSource(_ -> api, Clock.systemUTC());
  }

  /** Of the small one, which asks twenty times a second. */
  Quantiles delays(Duration time) throws InterruptedException {
    ConcurrentLinkedQueue<Duration> delays = new ConcurrentLinkedQueue<>();
    List<Thread> asked = new ArrayList<>();
    for (long end = System.nanoTime() + time.toNanos(); System.nanoTime() < end; ) {
      asked.add(
          Thread.startVirtualThread(
              () -> {
                long begin = System.nanoTime();
                ask("small/web");
                delays.add(Duration.ofNanos(System.nanoTime() - begin));
              }));
      Thread.sleep(Math.round(-50 * Math.log(ThreadLocalRandom.current().nextDouble())));
    }
    for (Thread each : asked) {
      each.join();
    }
    return Quantiles.of(delays);
  }

  void noise() {
    for (int i = 0; i < NOISE; i++) {
      threads.add(
          Thread.startVirtualThread(
              () -> {
                while (!Thread.currentThread().isInterrupted()) {
                  ask("noisy/web");
                }
              }));
    }
  }

  void quiet() {
    threads.forEach(Thread::interrupt);
  }

  private void ask(String rollout) {
    source.ask(rollout, new Question("errors", "q" + number.incrementAndGet()));
  }
}
