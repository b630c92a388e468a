package dev.mulkko.testbed.load;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One request, as a line of the record file.
 *
 * @param sequence its number in the run, from 0
 * @param scheduledMicros when it was due, in microseconds since the epoch
 * @param latencyMicros from that instant to its end, so that a late start counts as well
 */
public record RequestRecord(
    long sequence, long scheduledMicros, long latencyMicros, Outcome outcome) {

  /** The record file's first line. */
  public static final String HEADER = "sequence,scheduled_us,latency_us,status,version,loss,detail";

  /** When the request was due. */
  public Instant scheduled() {
    return Instant.EPOCH.plus(scheduledMicros, ChronoUnit.MICROS);
  }

  /** When the request ended. */
  public Instant ended() {
    return scheduled().plus(latencyMicros, ChronoUnit.MICROS);
  }

  /** A line of seven comma separated values, without a line end. */
  public String line() {
    String start = sequence + "," + scheduledMicros + "," + latencyMicros + ",";
    return switch (outcome) {
      case Outcome.Answered(int status, String version) ->
          start + status + "," + plain(version) + ",,";
      case Outcome.Lost(LossReason reason, String detail) ->
          start + ",," + reason + "," + plain(detail);
    };
  }

  /**
   * Reads what {@link #line} wrote.
   *
   * @throws IllegalArgumentException if the line is no record
   */
  public static RequestRecord parse(String line) {
    String[] values = line.split(",", 7);
    if (values.length != 7) {
      throw new IllegalArgumentException("no record: " + line);
    }
    Outcome outcome =
        values[5].isEmpty()
            ? new Outcome.Answered(Integer.parseInt(values[3]), values[4])
            : new Outcome.Lost(LossReason.valueOf(values[5]), values[6]);
    return new RequestRecord(
        Long.parseLong(values[0]), Long.parseLong(values[1]), Long.parseLong(values[2]), outcome);
  }

  private static String plain(String text) {
    return text.replaceAll("[,\\p{Cntrl}]", " ");
  }
}
