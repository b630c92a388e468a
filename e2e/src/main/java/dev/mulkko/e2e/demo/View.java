package dev.mulkko.e2e.demo;

import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.e2e.Shop;
import dev.mulkko.testbed.load.LoadRun;
import dev.mulkko.testbed.load.LoadStats;
import java.io.Console;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The rollout as it goes: one line that renews itself in a terminal, a line for each change
 * otherwise.
 */
final class View implements AutoCloseable {

  private static final int EVERY_MS = 250;
  private static final int WIDTH =
      Integer.parseInt(Objects.requireNonNullElse(System.getenv("COLUMNS"), "120"));
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final Shop shop;
  private final LoadRun load;
  private final boolean terminal =
      Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  private final Instant begin = Instant.now();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("view").unstarted(task));
  private @Nullable String last;

  View(Shop shop, LoadRun load) {
    this.shop = shop;
    this.load = load;
  }

  void start() {
    var _ = clock.scheduleAtFixedRate(this::show, 0, EVERY_MS, TimeUnit.MILLISECONDS);
  }

  synchronized void say(String sentence) {
    Say.line("%s%6s  %s", terminal ? CLEAR_LINE : "", age(), sentence);
  }

  private synchronized void show() {
    RolloutStatus status;
    try {
      status = shop.status();
    } catch (RuntimeException e) {
      // The story must not end because a look at it failed; the next look says more.
      return;
    }
    if (status == null) {
      return;
    }
    String place =
        "%-11s %-4s %-4s"
            .formatted(
                status.phase(),
                Objects.requireNonNullElse(status.step(), ""),
                Objects.requireNonNullElse(status.weight(), ""));
    boolean changed = !(place + status.message()).equals(last);
    last = place + status.message();
    String line = "%6s  %s  %s  %s".formatted(age(), place, counts(), status.message());
    if (terminal) {
      Say.ERR.print((changed ? "\n" : "") + CLEAR_LINE + fitting(line));
      Say.ERR.flush();
    } else if (changed) {
      Say.line("%s", line);
    }
  }

  /** A line that wraps could not be written over. */
  private static String fitting(String line) {
    return line.length() < WIDTH ? line : line.substring(0, WIDTH - 2) + "…";
  }

  private String counts() {
    LoadStats stats = load.stats();
    Map<String, Long> answered = new TreeMap<>(stats.answered());
    return "[%s, lost %d]".formatted(answered.toString().replaceAll("[{}]", ""), stats.lost());
  }

  private String age() {
    return Say.seconds(Duration.between(begin, Instant.now()));
  }

  void stop() {
    clock.shutdownNow();
  }

  @Override
  public void close() {
    stop();
  }
}
