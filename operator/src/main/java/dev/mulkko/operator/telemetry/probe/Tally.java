package dev.mulkko.operator.telemetry.probe;

import dev.mulkko.engine.model.Look;
import dev.mulkko.engine.model.Sight;
import dev.mulkko.operator.telemetry.probe.ProbeClient.Answer;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts the answers of one look. A request that was not sent has told nothing either. */
final class Tally {

  /** So many requests that tell nothing, before any that does, and the others are spared. */
  static final int HOPELESS = 10;

  private final int requests;
  private final Map<String, Integer> told = new TreeMap<>();
  private int silent;
  private String why = "there was no time for them";

  Tally(int requests) {
    this.requests = requests;
  }

  synchronized void add(Answer answer) {
    switch (answer) {
      case Answer.Told(String value) -> told.merge(value, 1, Integer::sum);
      case Answer.Untold(String reason) -> {
        why = silent == 0 ? reason : why;
        silent++;
      }
    }
  }

  synchronized boolean hopeless() {
    return told.isEmpty() && silent >= HOPELESS;
  }

  synchronized Sight sight(Look look, Instant at, Set<String> canary) {
    int sum = told.values().stream().mapToInt(Integer::intValue).sum();
    return new Sight(look, at, told, requests - sum, sum == requests ? "" : why, canary);
  }
}
