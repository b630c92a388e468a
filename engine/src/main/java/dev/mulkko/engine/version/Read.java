package dev.mulkko.engine.version;

import java.util.function.Function;

/** What was read of a text, or why it cannot be. */
public sealed interface Read<T> {

  /** It is right. */
  record Right<T>(T value) implements Read<T> {}

  /** It is not: what is wrong, and what to write. */
  record Wrong<T>(String sentence) implements Read<T> {}

  /** What follows of it; what is wrong stays wrong. */
  default <U> Read<U> then(Function<T, Read<U>> next) {
    return switch (this) {
      case Right<T>(T value) -> next.apply(value);
      case Wrong<T>(String sentence) -> new Wrong<>(sentence);
    };
  }
}
