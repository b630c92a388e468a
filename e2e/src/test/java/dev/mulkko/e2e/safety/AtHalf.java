package dev.mulkko.e2e.safety;

import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.SharedLab;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;

/** Drills that stay at half of the traffic, and whose story is an abort. */
final class AtHalf {

  private static final int TOGETHER = 4;

  private static final Scenario SCENARIO =
      new Scenario(
          "corrupted",
          Specs.staysAt50(Specs.HTTP_ROUTE),
          drill -> drill.asks("Abort"),
          drill -> drill.shop().rolledBack());

  private AtHalf() {}

  /** Does the same in a drill of its own for each case, some at a time. */
  static <T> void each(List<T> cases, BiConsumer<Drill, T> act) throws Exception {
    Lab lab = SharedLab.lab();
    AuditBooks books = new AuditBooks(lab.cluster().auditLog());
    List<Future<?>> asked = new ArrayList<>();
    try (ExecutorService threads = Executors.newCachedThreadPool();
        ExecutorService some = Executors.newFixedThreadPool(TOGETHER)) {
      for (T one : cases) {
        asked.add(
            some.submit(
                () -> {
                  try (Drill drill = Drill.open(lab, books, threads, SCENARIO)) {
                    act.accept(drill, one);
                  }
                }));
      }
      for (Future<?> one : asked) {
        var _ = one.get();
      }
    }
  }
}
