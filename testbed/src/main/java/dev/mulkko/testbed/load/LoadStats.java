package dev.mulkko.testbed.load;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What became of the requests that have ended; {@code sent} is always the sum of {@code answered}
 * and {@code lost}.
 *
 * @param answered answers of the app by version, failures among them
 * @param failed answers with a status of 500 or more, by version; a version without any is missing
 * @param lostBy lost requests by reason
 * @param firstLosses the first few lost requests
 * @param lastAnswer when each version answered last
 */
public record LoadStats(
    long sent,
    Map<String, Long> answered,
    Map<String, Long> failed,
    long lost,
    Map<LossReason, Long> lostBy,
    List<RequestRecord> firstLosses,
    Map<String, Instant> lastAnswer) {

  /** How often one version answered. */
  public long answeredBy(String version) {
    return answered.getOrDefault(version, 0L);
  }

  /** How often one version answered that it failed. */
  public long failedBy(String version) {
    return failed.getOrDefault(version, 0L);
  }
}
