package dev.mulkko.operator.telemetry.probe;

import dev.mulkko.engine.model.Look;
import dev.mulkko.engine.model.Sight;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Looks at the data plane. */
@FunctionalInterface
public interface Prober {

  /**
   * Returns when it has looked, within a bounded time. What goes wrong on the way is in what it
   * saw.
   *
   * @param at when it was asked to
   * @param pod of the canary, as far as one is known
   * @param wanted whether anybody still waits for it
   */
  Sight look(Look look, Instant at, Optional<InetSocketAddress> pod, BooleanSupplier wanted);
}
