package dev.mulkko.testbed.node;

import static java.util.Objects.requireNonNull;

import dev.mulkko.testbed.shop.App;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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

  private final Tools tools;
  private final Pod bound;
  private final String podIp;
  private final PodLife life;
  private final BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
  private @Nullable App app;
  private @Nullable PodStatus written;
  private boolean over;

  PodWorker(Tools tools, Pod bound) {
    this.tools = tools;
    this.bound = bound;
    podIp = tools.addresses().take();
    life = new PodLife(bound, tools.options(), podIp, Instant.now());
  }

  /** The pod was seen changed. */
  void changed(Pod pod) {
    inbox.add(() -> life.changed(pod, Instant.now()));
  }

  /** The pod is gone from the API, or the node stops: whatever still runs is killed. */
  void stop() {
    inbox.add(() -> over = true);
  }

  @Override
  public void run() {
    try {
      PodAddresses.ip("replace", podIp);
      while (!over) {
        life.next(Instant.now()).forEach(this::perform);
        awaitNews(write() ? IDLE : RETRY);
      }
    } catch (InterruptedException | RuntimeException e) {
      log.error("pod {} is left alone", bound.getMetadata().getName(), e);
    } finally {
      if (app != null) {
        app.kill();
      }
      tools.addresses().release(podIp);
    }
  }

  private void awaitNews(Duration atMost) throws InterruptedException {
    Instant now = Instant.now();
    Duration sleep = Duration.between(now, life.wakeUp(now.plus(atMost)));
    Runnable news = over ? null : inbox.poll(sleep.toNanos(), TimeUnit.NANOSECONDS);
    for (; news != null; news = inbox.poll()) {
      news.run();
    }
  }

  private void perform(Act act) {
    switch (act) {
      case START -> start();
      case BACK_OFF_PULLING -> log.debug("{}: no image", bound.getMetadata().getName());
      case KILL -> requireNonNull(app).kill();
      case TERMINATE -> requireNonNull(app).terminate();
      case PROBE -> probe();
    }
  }

  private void start() {
    switch (tools.starter().start(bound, podIp)) {
      case Started.Running(App running) -> {
        app = running;
        life.started(Instant.now());
        var _ =
            running.exited().thenAccept(code -> inbox.add(() -> life.exited(code, Instant.now())));
      }
      case Started.NotYet why -> life.notYet(why, Instant.now());
      case Started.Refused why -> life.refused(why, Instant.now());
    }
  }

  private void probe() {
    Container spec = bound.getSpec().getContainers().getFirst();
    int start = life.starts();
    Thread.startVirtualThread(
        () -> {
          boolean passes = ProbeCall.passes(spec, podIp);
          inbox.add(() -> life.probed(start, passes, Instant.now()));
        });
  }

  /** Writes what has changed; false if the API server did not take it, but might later. */
  private boolean write() {
    try {
      PodStatus status = life.status(Instant.now());
      if (!status.equals(written)) {
        tools.api().writeStatus(bound, status);
        written = status;
      }
      if (life.isOver()) {
        tools.api().remove(bound);
        over = true;
      }
      return true;
    } catch (IOException e) {
      log.debug("pod {}: will try again: {}", bound.getMetadata().getName(), e.getMessage());
      return false;
    }
  }
}
