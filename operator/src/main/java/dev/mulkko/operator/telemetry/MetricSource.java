package dev.mulkko.operator.telemetry;

import dev.mulkko.engine.model.Reading;
import dev.mulkko.engine.plan.gate.Question;

/** Where metrics are read. */
@FunctionalInterface
public interface MetricSource {

  /**
   * Returns when there is an answer, or when none is waited for any longer. What goes wrong on the
   * way is a {@link Reading} too. Who is interrupted gets any answer.
   *
   * @param rollout its namespace and name
   */
  Reading ask(String rollout, Question question);
}
