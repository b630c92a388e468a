package dev.mulkko.engine.mutant;

/**
 * A class with something else in it.
 *
 * @param type its whole name
 * @param from text that stands in it once
 * @param to what stands there instead
 */
public record Mutation(String type, String from, String to) {

  String of(String source) {
    int first = source.indexOf(from);
    if (first < 0 || source.indexOf(from, first + 1) >= 0) {
      throw new IllegalArgumentException("%s does not have once: %s".formatted(type, from));
    }
    return source.replace(from, to);
  }
}
