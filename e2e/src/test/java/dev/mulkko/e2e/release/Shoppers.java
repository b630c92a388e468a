package dev.mulkko.e2e.release;

import dev.mulkko.e2e.Wait;
import dev.mulkko.testbed.load.LoadClient;
import dev.mulkko.testbed.load.LoadReport;
import dev.mulkko.testbed.load.LoadRun;
import dev.mulkko.testbed.load.LoadStats;
import dev.mulkko.testbed.load.Outcome.Answered;
import dev.mulkko.testbed.load.RequestRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Many who come again and again, each with the cookies that it was given. */
final class Shoppers implements AutoCloseable {

  static final int COUNT = 400;

  /**
   * No multiple of the rate of others: Traefik deals strictly in turn, and of two who always come
   * one after the other each would get his own share.
   */
  static final int RATE = 173;

  private static final int VISITS = 5;
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private final LoadRun run;

  Shoppers(Stage stage) {
    String file = stage.shop.namespace() + "-shoppers.csv";
    run =
        LoadClient.start(
            stage.shop.load(file).withRate(RATE).withJars(COUNT).withDuration(LONGEST));
  }

  /** Returns when each has come so many times more. */
  void awaitVisits() {
    long before = run.stats().sent();
    Wait.until(
        Stage.LIMIT,
        "each shopper comes again",
        () -> run.stats().sent() >= before + (VISITS + 1L) * COUNT);
  }

  /** Nobody comes any more. */
  Visits stop() {
    return new Visits(run.stop());
  }

  @Override
  public void close() {
    run.close();
  }

  /** What they met. */
  record Visits(LoadReport report) {

    LoadStats all() {
      return report.all();
    }

    /** For each who came in that time, the versions that it met, in order and without repeats. */
    List<List<String>> met(Instant from, Instant to) {
      var met = new TreeMap<Long, List<String>>();
      List<RequestRecord> records = new ArrayList<>();
      report.forEach(records::add);
      records.stream()
          .filter(record -> !record.scheduled().isBefore(from) && record.ended().isBefore(to))
          .sorted(Comparator.comparingLong(RequestRecord::sequence))
          .forEach(
              record -> {
                if (record.outcome() instanceof Answered answered) {
                  List<String> versions =
                      met.computeIfAbsent(record.sequence() % COUNT, _ -> new ArrayList<>());
                  if (versions.isEmpty() || !versions.getLast().equals(answered.version())) {
                    versions.add(answered.version());
                  }
                }
              });
      return List.copyOf(met.values());
    }
  }
}
