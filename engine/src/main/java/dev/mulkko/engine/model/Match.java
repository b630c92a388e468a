package dev.mulkko.engine.model;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Which requests are meant, whatever the weight: those of which all conditions hold.
 *
 * @param conditions at least one
 */
public record Match(List<Condition> conditions) {

  public Match {
    conditions = List.copyOf(conditions);
  }

  /**
   * One thing that a request must have.
   *
   * @param regex whether the value is a regular expression, and not the value itself
   */
  public record Condition(Source source, String name, String value, boolean regex) {

    /** For sentences: {@code header x-canary}. */
    public String words() {
      return source.name().toLowerCase(Locale.ROOT) + " " + name;
    }
  }

  /** Where in a request a condition looks. */
  public enum Source {
    Header,
    Cookie,
    Query
  }

  /** Whether any condition looks there. */
  public boolean asks(Source source) {
    return conditions.stream().anyMatch(condition -> condition.source() == source);
  }

  /** For sentences: {@code header x-canary and cookie lane}. */
  public String words() {
    return conditions.stream().map(Condition::words).collect(Collectors.joining(" and "));
  }
}
