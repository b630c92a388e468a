package dev.mulkko.testbed.load;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts records, live or from a file. */
final class LoadTally {

  private static final int LOSSES_KEPT = 10;

  private final Map<String, Long> answered = new TreeMap<>();
  private final Map<String, Long> failed = new TreeMap<>();
  private final Map<LossReason, Long> lostBy = new EnumMap<>(LossReason.class);
  private final List<RequestRecord> firstLosses = new ArrayList<>();
  private final Map<String, Instant> lastAnswer = new TreeMap<>();
  private long sent;
  private long lost;

  synchronized void add(RequestRecord record) {
    sent++;
    switch (record.outcome()) {
      case Outcome.Answered answer -> {
        answered.merge(answer.version(), 1L, Long::sum);
        if (answer.failed()) {
          failed.merge(answer.version(), 1L, Long::sum);
        }
        lastAnswer.merge(answer.version(), record.ended(), (a, b) -> a.isAfter(b) ? a : b);
      }
      case Outcome.Lost(LossReason reason, String detail) -> {
        lost++;
        lostBy.merge(reason, 1L, Long::sum);
        if (firstLosses.size() < LOSSES_KEPT) {
          firstLosses.add(record);
        }
      }
    }
  }

  synchronized LoadStats stats() {
    return new LoadStats(
        sent,
        Map.copyOf(answered),
        Map.copyOf(failed),
        lost,
        Map.copyOf(lostBy),
        List.copyOf(firstLosses),
        Map.copyOf(lastAnswer));
  }
}
