package dev.mulkko.operator.telemetry.compare;

import dev.mulkko.engine.judge.Told;
import dev.mulkko.operator.telemetry.Archive;
import dev.mulkko.operator.telemetry.Teller.Asked;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks once what stable told before, while the looks go on. */
final class Recall {

  private static final Logger LOG = LoggerFactory.getLogger("mulkko");

  private final FutureTask<List<Told>> answer;
  private boolean taken;

  private Recall(FutureTask<List<Told>> answer) {
    this.answer = answer;
  }

  static Recall begin(Archive archive, Asked asked) {
    FutureTask<List<Told>> answer = new FutureTask<>(() -> archive.past(asked));
    Thread.ofVirtual().name("recall " + asked.watch().canary()).start(answer);
    return new Recall(answer);
  }

  /**
   * The answer, the first time it is there. Without one nothing is wrong: the present tells too.
   */
  Optional<List<Told>> take() throws InterruptedException {
    if (taken || !answer.isDone()) {
      return Optional.empty();
    }
    taken = true;
    try {
      return Optional.of(answer.get());
    } catch (ExecutionException e) {
      LOG.warn("how stable fared before is not known", e.getCause());
      return Optional.empty();
    }
  }
}
