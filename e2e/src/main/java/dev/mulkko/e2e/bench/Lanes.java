package dev.mulkko.e2e.bench;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** A few things at a time. */
final class Lanes {

  private Lanes() {}

  /** Returns when all are done, with what came of each, in their order. */
  static <T, R> List<R> run(int count, List<T> all, Function<T, R> each) {
    List<Future<R>> done;
    try (ExecutorService lanes = Executors.newFixedThreadPool(count)) {
      done = all.stream().map(one -> lanes.submit(() -> each.apply(one))).toList();
    }
    return done.stream().map(Lanes::result).toList();
  }

  private static <R> R result(Future<R> done) {
    if (done.state() == Future.State.SUCCESS) {
      return done.resultNow();
    }
    throw new IllegalStateException(done.exceptionNow());
  }
}
