package dev.mulkko.testbed.node;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out one pod's life, on a thread that sleeps until there is news or something is due. The
 * life belongs to that thread alone; whoever has news puts it into the inbox.
 */
final class PodWorker implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(PodWorker.class);
  private static final Duration RETRY = Duration.ofMillis(500);
  private static final Duration IDLE = Duration.ofHours(1);

  /** What all workers of a node share. */
  record Tools(NodeOptions options, PodApi api, PodAddresses addresses, ContainerStarter starter) {}

  /** A call that may succeed later if it fails now. */
  @FunctionalInterface
  private interface Write {
    void attempt() throws IOException;
  }

  private final Tools tools;
  private final Pod bound;
  private final BlockingQueue<Consumer<PodLife>> inbox = new LinkedBlockingQueue<>();
  private final Map<ContainerLife, Started.Running> running = new HashMap<>();
  private @Nullable PodStatus written;
  private @Nullable Instant retryDue;
  private boolean over;

  PodWorker(Tools tools, Pod bound) {
    this.tools = tools;
    this.bound = bound;
  }

  /** The pod was seen changed. */
  void changed(Pod pod) {
    inbox.add(life -> life.changed(pod, Instant.now()));
  }

  /** The pod is gone from the API, or the node stops: whatever still runs is killed. */
  void stop() {
    inbox.add(life -> over = true);
  }

  @Override
  public void run() {
    try {
      String podIp = tools.addresses().take();
      try {
        live(podIp);
      } finally {
        running.values().forEach(container -> container.kill().run());
        tools.addresses().release(podIp);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.error("pod {} is left alone", bound.getMetadata().getName(), e);
    }
  }

  private void live(String podIp) throws InterruptedException {
    NodeOptions options = tools.options();
    Instant now = Instant.now();
    var life = new PodLife(bound, options.internalIp(), podIp, options.crashBackOff(), now);
    while (!over) {
      if (retryDue != null && !Instant.now().isBefore(retryDue)) {
        retryDue = null;
      }
      life.next(Instant.now()).forEach(act -> perform(act, life, podIp));
      save(life);
      awaitNews(life);
    }
  }

  private void awaitNews(PodLife life) throws InterruptedException {
    Instant now = Instant.now();
    Duration sleep =
        Stream.concat(life.wakeUp().stream(), Stream.ofNullable(retryDue))
            .map(due -> Duration.between(now, due))
            .reduce(IDLE, (a, b) -> a.compareTo(b) < 0 ? a : b);
    // Rounded up: to wake a little early is to go round for nothing.
    Consumer<PodLife> news =
        over ? null : inbox.poll(sleep.plusNanos(999_999).toMillis(), TimeUnit.MILLISECONDS);
    for (; news != null; news = inbox.poll()) {
      news.accept(life);
    }
  }

  private void perform(Act act, PodLife life, String podIp) {
    switch (act) {
      case Act.Start(ContainerLife container) -> start(container, life.pod(), podIp);
      case Act.Probe(ContainerLife container, int number) -> probe(container, number, podIp);
      case Act.Terminate(ContainerLife container) -> signal(container, Started.Running::terminate);
      case Act.Kill(ContainerLife container) -> signal(container, Started.Running::kill);
      case Act.Remove() -> remove(life);
    }
  }

  private void start(ContainerLife container, Pod pod, String podIp) {
    switch (tools.starter().start(pod, container.spec(), podIp)) {
      case Started.Running started -> {
        running.put(container, started);
        var _ = started.exited().thenAccept(code -> inbox.add(life -> exited(container, code)));
      }
      case Started.Refused(String reason, String message) ->
          container.refused(reason, message, Instant.now());
    }
  }

  private void exited(ContainerLife container, int code) {
    running.remove(container);
    container.exited(code, Instant.now());
  }

  private void probe(ContainerLife container, int number, String podIp) {
    Thread.startVirtualThread(
        () -> {
          boolean passes = ProbeCall.passes(container.spec(), podIp);
          inbox.add(life -> container.probed(number, passes, Instant.now()));
        });
  }

  private void signal(ContainerLife container, Function<Started.Running, Runnable> signal) {
    Started.Running target = running.get(container);
    if (target != null) {
      signal.apply(target).run();
    }
  }

  private void save(PodLife life) {
    PodStatus status = life.status(Instant.now());
    if (!over && !status.equals(written)) {
      write(
          () -> {
            over = !tools.api().writeStatus(bound, status);
            written = status;
          });
    }
  }

  private void remove(PodLife life) {
    save(life);
    write(
        () -> {
          tools.api().remove(bound);
          over = true;
        });
  }

  /** Writes, or leaves it for a later round. */
  private void write(Write write) {
    if (retryDue != null) {
      return;
    }
    try {
      write.attempt();
    } catch (IOException e) {
      retryDue = Instant.now().plus(RETRY);
      log.debug("pod {}: will try again: {}", bound.getMetadata().getName(), e.getMessage());
    }
  }
}
