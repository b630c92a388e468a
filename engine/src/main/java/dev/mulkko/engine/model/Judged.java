package dev.mulkko.engine.model;

import dev.mulkko.engine.judge.Verdict;
import java.time.Instant;

/**
 * What the comparison of both versions says by now.
 *
 * @param canary who is judged
 * @param startedAt when its rollout was
 * @param since when the place began that the verdict is of
 * @param counted the evidence, for whoever goes on with it
 */
public record Judged(
    String canary, Instant startedAt, Instant since, Verdict verdict, Counted counted) {

  public boolean isOf(Progress progress) {
    return canary.equals(progress.canary()) && startedAt.equals(progress.startedAt());
  }
}
