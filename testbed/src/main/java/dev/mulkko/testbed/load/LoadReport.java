package dev.mulkko.testbed.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What a run's record file says; each question reads the file anew and throws an {@link
 * UncheckedIOException} if it cannot.
 *
 * @param records the file, its run ended
 */
public record LoadReport(Path records) {

  /** The figures of the whole run. */
  public LoadStats all() {
    return between(Instant.MIN, Instant.MAX);
  }

  /** The figures of the requests that were due from one instant on and before another. */
  public LoadStats between(Instant from, Instant to) {
    var tally = new LoadTally();
    forEachDue(from, to, tally::add);
    return tally.stats();
  }

  /** A percentile of the latency of all requests, answered or lost; zero if there were none. */
  public Duration latency(double percent) {
    return latency(percent, Instant.MIN, Instant.MAX);
  }

  /**
   * A percentile of the latency of the requests that were due in that time.
   *
   * @param percent 0 to 100; 50 is the median
   */
  public Duration latency(double percent, Instant from, Instant to) {
    var latencies = LongStream.builder();
    forEachDue(from, to, record -> latencies.add(record.latencyMicros()));
    long[] sorted = latencies.build().sorted().toArray();
    int rank = (int) Math.ceil(percent / 100 * sorted.length) - 1;
    long micros = sorted.length == 0 ? 0 : sorted[Math.clamp(rank, 0, sorted.length - 1)];
    return Duration.of(micros, ChronoUnit.MICROS);
  }

  /** Shows every record, in the order in which the requests ended. */
  public void forEach(Consumer<RequestRecord> reader) {
    try (Stream<String> lines = Files.lines(records)) {
      lines.skip(1).map(RequestRecord::parse).forEach(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void forEachDue(Instant from, Instant to, Consumer<RequestRecord> reader) {
    forEach(
        record -> {
          Instant due = record.scheduled();
          if (!due.isBefore(from) && due.isBefore(to)) {
            reader.accept(record);
          }
        });
  }
}
