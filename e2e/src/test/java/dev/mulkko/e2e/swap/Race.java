package dev.mulkko.e2e.swap;

import static java.util.concurrent.CompletableFuture.delayedExecutor;
import static java.util.concurrent.CompletableFuture.runAsync;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A swap, and writes of {@code spec.replicas} around it, all within 0.3 s.
 *
 * @param swapAt when the first half of the swap begins, in ms
 * @param gap the time between its halves, in ms
 */
record Race(int swapAt, int gap, List<Write> writes) {

  private static final int WINDOW = 300;
  private static final int FEWEST = 3;
  private static final int MOST = 8;

  /** Somebody sets the number of replicas. */
  record Write(int at, int replicas) {}

  static Race of(Random random) {
    List<Write> writes =
        Stream.generate(() -> new Write(random.nextInt(WINDOW), random.nextInt(FEWEST, MOST + 1)))
            .limit(random.nextInt(1, 4))
            .toList();
    return new Race(random.nextInt(WINDOW / 2), random.nextInt(WINDOW / 2), writes);
  }

  /** The smallest number of replicas that anybody asks for. */
  int fewest() {
    return writes.stream().mapToInt(Write::replicas).min().orElseThrow();
  }

  /** Returns when all is written. */
  void run(Apps apps, Runnable firstHalf, Runnable secondHalf) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Stream<CompletableFuture<?>> scaling =
          writes.stream().map(w -> runAsync(() -> apps.scale(w.replicas), in(w.at, threads)));
      CompletableFuture<?> swap =
          runAsync(firstHalf, in(swapAt, threads)).thenRunAsync(secondHalf, in(gap, threads));
      Stream.concat(scaling, Stream.of(swap)).toList().forEach(CompletableFuture::join);
    }
  }

  private static Executor in(int ms, Executor threads) {
    return delayedExecutor(ms, MILLISECONDS, threads);
  }

  @Override
  public String toString() {
    return writes.stream()
        .map(write -> "%d replicas at %d ms".formatted(write.replicas, write.at))
        .collect(
            Collectors.joining(
                ", ", "swap at %d ms with a gap of %d ms, ".formatted(swapAt, gap), ""));
  }
}
