package dev.mulkko.operator.report;

import dev.mulkko.engine.plan.Note;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows what was said a moment ago: a tool that takes a weight back again and again would otherwise
 * make an Event of each time that it is written again.
 */
final class Repeats {

  private static final Duration MOMENT = Duration.ofSeconds(5);

  private final Map<Said, Instant> said = new ConcurrentHashMap<>();

  private record Said(String rollout, Note note) {}

  /** Whether the same sentence about the same Rollout was let through less than 5 s before. */
  boolean isOne(String rollout, Note note, Instant now) {
    said.values().removeIf(at -> !at.plus(MOMENT).isAfter(now));
    return said.putIfAbsent(new Said(rollout, note), now) != null;
  }
}
