package dev.mulkko.engine.plan.gate;

import dev.mulkko.engine.model.Spec;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a query, with its placeholders {@code $(name)}. */
public final class Query {

  /** What may stand in a query. */
  public static final List<String> PLACEHOLDERS =
      List.of("namespace", "rollout", "canary.pods", "stable.pods", "canary.hash", "stable.hash");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\(([^)]*)\\)");

  /** What the API server leaves of a ReplicaSet's name before it appends its own letters. */
  private static final int GENERATED_BASE = 58;

  private Query() {}

  /** The first placeholder that nobody knows. */
  public static Optional<String> unknown(String query) {
    return PLACEHOLDER
        .matcher(query)
        .results()
        .map(found -> found.group(1))
        .filter(name -> !PLACEHOLDERS.contains(name))
        .findFirst();
  }

  /**
   * Two revisions and where they are.
   *
   * @param stableSet name of stable's ReplicaSet
   */
  public record Names(
      String namespace, String stable, String stableSet, String canary, String canarySet) {}

  /** Ready to be sent. Every value is a Kubernetes name, and so needs no quotes of its own. */
  public static String filled(String query, Spec spec, Names names) {
    return PLACEHOLDER
        .matcher(query)
        .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), spec, names)));
  }

  private static String value(String placeholder, Spec spec, Names names) {
    return switch (placeholder) {
      case "namespace" -> names.namespace;
      case "rollout" -> spec.rollout();
      case "canary.hash" -> names.canary;
      case "stable.hash" -> names.stable;
      case "canary.pods" -> pods(names.canarySet);
      case "stable.pods" -> pods(names.stableSet);
      default -> throw new IllegalArgumentException("no placeholder " + placeholder);
    };
  }

  /** For {@code =~}: every pod that the API server names after a ReplicaSet, and no other. */
  private static String pods(String replicaSet) {
    String whole = replicaSet + "-";
    String base = whole.substring(0, Math.min(whole.length(), GENERATED_BASE));
    return base.replace(".", "[.]") + "[a-z0-9]{5}";
  }
}
