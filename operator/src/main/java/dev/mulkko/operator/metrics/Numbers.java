package dev.mulkko.operator.metrics;

import java.util.Optional;

/** Numbers that were written for people. */
final class Numbers {

  private Numbers() {}

  /** Empty where something else stands there, such as why there is none. */
  static Optional<Double> of(String written) {
    try {
      return Optional.of(Double.parseDouble(written.strip()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
