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
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A swap, and writes of the Deployment around it, all within 0.3 s.
 *
 * @param swapAt when the first half of the swap begins, in ms
 * @param gap the time between its halves, in ms
 */
record Race(int swapAt, int gap, List<Write> writes) {

  private static final int WINDOW = 300;
  private static final int FEWEST = 3;
  private static final int MOST = 8;
  private static final int TEMPLATES = 1000;

  /** What somebody does to the Deployment. */
  sealed interface Write {

    /** When, in ms. */
    int at();

    void make(Apps apps);
  }

  /** Somebody sets the number of replicas. */
  record Scale(int at, int replicas) implements Write {

    @Override
    public void make(Apps apps) {
      apps.scale(replicas);
    }
  }

  /** Somebody sets another template. */
  record Release(int at, String image) implements Write {

    @Override
    public void make(Apps apps) {
      apps.release(image);
    }
  }

  /** One with writes of the number of replicas. */
  static Race of(Random random) {
    return of(random, () -> scale(random));
  }

  /** One with writes of that, or of the template. */
  static Race ofAny(Random random) {
    return of(random, () -> random.nextBoolean() ? scale(random) : release(random));
  }

  private static Race of(Random random, Supplier<Write> write) {
    List<Write> writes = Stream.generate(write).limit(random.nextInt(1, 4)).toList();
    return new Race(random.nextInt(WINDOW / 2), random.nextInt(WINDOW / 2), writes);
  }

  private static Write scale(Random random) {
    return new Scale(random.nextInt(WINDOW), random.nextInt(FEWEST, MOST + 1));
  }

  private static Write release(Random random) {
    return new Release(random.nextInt(WINDOW), "shop:any-" + random.nextInt(TEMPLATES));
  }

  /** The smallest number of replicas that anybody asks for. */
  int fewest() {
    return writes.stream()
        .filter(Scale.class::isInstance)
        .mapToInt(write -> ((Scale) write).replicas())
        .min()
        .orElse(Pair.REPLICAS);
  }

  /** Returns when all is written. */
  void run(Apps apps, Runnable firstHalf, Runnable secondHalf) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Stream<CompletableFuture<?>> others =
          writes.stream().map(w -> runAsync(() -> w.make(apps), in(w.at(), threads)));
      CompletableFuture<?> swap =
          runAsync(firstHalf, in(swapAt, threads)).thenRunAsync(secondHalf, in(gap, threads));
      Stream.concat(others, Stream.of(swap)).toList().forEach(CompletableFuture::join);
    }
  }

  private static Executor in(int ms, Executor threads) {
    return delayedExecutor(ms, MILLISECONDS, threads);
  }

  @Override
  public String toString() {
    return writes.stream()
        .map(
            write ->
                switch (write) {
                  case Scale(int at, int replicas) ->
                      "%d replicas at %d ms".formatted(replicas, at);
                  case Release(int at, String image) -> "%s at %d ms".formatted(image, at);
                })
        .collect(
            Collectors.joining(
                ", ", "swap at %d ms with a gap of %d ms, ".formatted(swapAt, gap), ""));
  }
}
