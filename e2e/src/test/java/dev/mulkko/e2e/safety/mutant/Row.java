package dev.mulkko.e2e.safety.mutant;

import dev.mulkko.e2e.safety.mutant.Trial.Fate;
import dev.mulkko.e2e.safety.mutant.Trial.Verdict;
import java.util.Locale;

/**
 * What became of one trial.
 *
 * @param mutant its sentence; empty for the shell as it is
 * @param wanted how the test must end
 */
record Row(String mutant, String test, Fate wanted, Verdict verdict) {

  boolean isMutant() {
    return !mutant.isEmpty();
  }

  boolean isGreen() {
    return verdict.fate() == wanted;
  }

  /** In a cell of a table. */
  String said() {
    String words = verdict.said().replace("|", "/");
    return words.length() <= 160 ? words : words.substring(0, 160) + " ...";
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: %s %s after %.1f s%s",
        isMutant() ? mutant : "The shell as it is",
        test,
        verdict.fate(),
        verdict.took().toMillis() / 1000.0,
        verdict.said().isEmpty() ? "" : ": " + said());
  }
}
