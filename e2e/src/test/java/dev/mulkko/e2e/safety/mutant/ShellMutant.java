package dev.mulkko.e2e.safety.mutant;

import java.util.Optional;

/**
 * The shell with one thing wrong in it.
 *
 * @param name what it does, as a sentence
 * @param module where the class is
 * @param type the class that is changed
 * @param from text that stands in its source once
 * @param to what stands there instead
 * @param test that must fail then
 */
record ShellMutant(String name, String module, String type, String from, String to, Test test) {

  /**
   * A test of a module, by its name.
   *
   * @param cell of the crash harness; empty for a test that needs no cluster of its own
   */
  record Test(String module, String type, String method, Optional<String> cell) {

    /** One without a cluster, or with an API server alone. */
    static Test of(String module, String type, String method) {
      return new Test(module, type, method, Optional.empty());
    }

    /** A scenario of the crash harness with one crash in it. */
    static Test ofCell(String cell) {
      return new Test(
          "e2e", "dev.mulkko.e2e.safety.CellTest", "itComesToTheSameEnd", Optional.of(cell));
    }

    String simpleName() {
      return type.substring(type.lastIndexOf('.') + 1) + "." + method;
    }

    @Override
    public String toString() {
      return cell.orElseGet(this::simpleName);
    }
  }

  String source() {
    return "%s/src/main/java/%s.java".formatted(module, type.replace('.', '/'));
  }

  String changed(String source) {
    int first = source.indexOf(from);
    if (first < 0 || source.indexOf(from, first + 1) >= 0) {
      throw new IllegalArgumentException("%s does not have once: %s".formatted(type, from));
    }
    return source.replace(from, to);
  }
}
