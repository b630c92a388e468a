package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.testbed.load.LoadReport;
import dev.mulkko.testbed.load.LoadStats;
import dev.mulkko.testbed.load.RequestRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the clients got.
 *
 * @param handled what the app's instances counted in that time, by version
 * @param story of the release, for a failure
 */
record Answers(Records records, Map<String, Long> handled, Supplier<String> story) {

  /**
   * What the clients wrote down.
   *
   * @param kept of those who come through the Gateway and keep their connections
   * @param fresh of those who come through the Gateway with a connection for each request
   * @param direct of those who dial the Service
   */
  record Records(LoadReport kept, LoadReport fresh, LoadReport direct) {}

  /** The requests that were due from one instant on and before another. */
  Sum between(Instant from, Instant to) {
    return new Sum(
        records.kept().between(from, to),
        records.fresh().between(from, to),
        records.direct().between(from, to));
  }

  Sum all() {
    return between(Instant.MIN, Instant.MAX);
  }

  Sum since(Instant from) {
    return between(from, Instant.MAX);
  }

  /** Every request was answered, and handled once, by the version that the answer names. */
  void assertNoneLostOrRepeated() {
    Sum all = all();
    assertNoneLost(all);
    assertThat(handled).as("what the app counted").isEqualTo(all.answered());
  }

  /** And there were some: nothing sent is nothing proven. */
  void assertNoneLost(Sum some) {
    assertThat(some.sent()).as("sent through the Gateway").isPositive();
    assertThat(some.direct().sent()).as("sent to the Service").isPositive();
    assertThat(some.lost()).as(() -> some.losses() + story.get()).isZero();
    assertThat(some.direct().lost()).as(() -> some.losses() + story.get()).isZero();
  }

  /** Figures of all three; what was sent and lost is of those who come through the Gateway. */
  record Sum(LoadStats kept, LoadStats fresh, LoadStats direct) {

    long sent() {
      return kept.sent() + fresh.sent();
    }

    long lost() {
      return kept.lost() + fresh.lost();
    }

    long failed() {
      return each()
          .flatMap(stats -> stats.failed().values().stream())
          .mapToLong(Long::longValue)
          .sum();
    }

    Map<String, Long> answered() {
      Map<String, Long> sum = new TreeMap<>();
      each()
          .forEach(
              stats ->
                  stats
                      .answered()
                      .forEach((version, count) -> sum.merge(version, count, Long::sum)));
      return sum;
    }

    long answeredBy(String version) {
      return each().mapToLong(stats -> stats.answeredBy(version)).sum();
    }

    Instant lastAnswerOf(String version) {
      return each()
          .map(stats -> stats.lastAnswer().getOrDefault(version, Instant.MIN))
          .max(Instant::compareTo)
          .orElseThrow();
    }

    /** When the last of the first few losses was due. */
    Optional<Instant> lastLoss() {
      return each()
          .flatMap(stats -> stats.firstLosses().stream())
          .map(RequestRecord::scheduled)
          .max(Instant::compareTo);
    }

    String losses() {
      return Stream.of(
              losses("kept connections", kept),
              losses("new connections", fresh),
              losses("the Service itself", direct))
          .flatMap(List::stream)
          .collect(Collectors.joining("\n"));
    }

    private static List<String> losses(String who, LoadStats stats) {
      Stream<String> first =
          stats.firstLosses().stream().map(loss -> loss.scheduled() + " " + loss.line());
      return Stream.concat(
              Stream.of(
                  "%s: %d of %d lost %s"
                      .formatted(who, stats.lost(), stats.sent(), stats.lostBy())),
              first)
          .toList();
    }

    private Stream<LoadStats> each() {
      return Stream.of(kept, fresh, direct);
    }
  }
}
