package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.testbed.load.LoadReport;
import dev.mulkko.testbed.load.LoadStats;
import dev.mulkko.testbed.load.RequestRecord;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the clients got.
 *
 * @param handled what the app's instances counted in that time, by version
 */
record Answers(Half half, Map<String, Long> handled) {

  /** The records of clients that keep their connections, and of those that do not. */
  record Half(LoadReport kept, LoadReport fresh) {}

  /** The requests that were due from one instant on and before another. */
  static Sum between(Half half, Instant from, Instant to) {
    return new Sum(half.kept().between(from, to), half.fresh().between(from, to));
  }

  Sum all() {
    return between(half, Instant.MIN, Instant.MAX);
  }

  Sum since(Instant from) {
    return between(half, from, Instant.MAX);
  }

  /** Every request was answered, and handled once, by the version that the answer names. */
  void assertNoneLostOrRepeated() {
    Sum all = all();
    assertThat(all.lost()).as(all.losses()).isZero();
    assertThat(handled).as("what the app counted").isEqualTo(all.answered());
  }

  /** Both halves. */
  record Sum(LoadStats kept, LoadStats fresh) {

    long sent() {
      return kept.sent() + fresh.sent();
    }

    long lost() {
      return kept.lost() + fresh.lost();
    }

    long failed() {
      return Stream.of(kept, fresh)
          .flatMap(stats -> stats.failed().values().stream())
          .mapToLong(Long::longValue)
          .sum();
    }

    Map<String, Long> answered() {
      Map<String, Long> sum = new TreeMap<>(kept.answered());
      fresh.answered().forEach((version, count) -> sum.merge(version, count, Long::sum));
      return sum;
    }

    long answeredBy(String version) {
      return kept.answeredBy(version) + fresh.answeredBy(version);
    }

    Instant lastAnswerOf(String version) {
      return Stream.of(kept, fresh)
          .map(stats -> stats.lastAnswer().getOrDefault(version, Instant.MIN))
          .max(Instant::compareTo)
          .orElseThrow();
    }

    /** When the last of the first few losses was due. */
    Optional<Instant> lastLoss() {
      return firstLosses().map(RequestRecord::scheduled).max(Instant::compareTo);
    }

    private Stream<RequestRecord> firstLosses() {
      return Stream.concat(kept.firstLosses().stream(), fresh.firstLosses().stream());
    }

    String losses() {
      return "%d of %d lost: %s %s%n%s"
          .formatted(
              lost(),
              sent(),
              kept.lostBy(),
              fresh.lostBy(),
              firstLosses()
                  .map(loss -> loss.scheduled() + " " + loss.line())
                  .collect(Collectors.joining("\n")));
    }
  }
}
