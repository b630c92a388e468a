package dev.mulkko.operator.telemetry;

import dev.mulkko.engine.judge.Told;
import java.util.List;

/** Remembers what stable told before anybody looked. */
@FunctionalInterface
public interface Archive {

  /** Remembers nothing. */
  Archive NONE = _ -> List.of();

  /** Of the half hour before the rollout, as far as it is known. */
  List<Told> past(Teller.Asked asked);
}
