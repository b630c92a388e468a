package dev.mulkko.engine.model;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * What a look saw.
 *
 * @param at when it began
 * @param answers requests by the value of the header in their answer
 * @param silent requests whose answer told no version, or that had none
 * @param why what the first of those had instead; empty when there is none
 * @param canary what a pod of the canary says when it is asked by itself; empty when nobody could
 *     ask it
 */
public record Sight(
    Look look,
    Instant at,
    Map<String, Integer> answers,
    int silent,
    String why,
    Set<String> canary) {

  public Sight {
    answers = Map.copyOf(answers);
    canary = Set.copyOf(canary);
  }

  /** Of whatever version. */
  public int told() {
    return answers.values().stream().mapToInt(Integer::intValue).sum();
  }

  public int requests() {
    return told() + silent;
  }
}
