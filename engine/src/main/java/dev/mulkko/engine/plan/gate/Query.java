package dev.mulkko.engine.plan.gate;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a query, with its placeholders {@code $(name)}. */
public final class Query {

  /** What may stand in a query, beside its own arguments. */
  public static final List<String> PLACEHOLDERS =
      List.of(
          "namespace",
          "rollout",
          "pods",
          "hash",
          "canary.pods",
          "stable.pods",
          "canary.hash",
          "stable.hash");

  /** Which of these are other values for stable. */
  private static final Set<String> OF_A_SIDE = Set.of("pods", "hash");

  private static final String ARGUMENT = "args.";

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\(([^)]*)\\)");

  /** What the API server leaves of a ReplicaSet's name before it appends its own letters. */
  private static final int GENERATED_BASE = 58;

  private Query() {}

  /**
   * The first placeholder that nobody knows.
   *
   * @param arguments names of those that the query has itself
   */
  public static Optional<String> unknown(String query, Set<String> arguments) {
    return placeholders(query).stream()
        .filter(name -> !PLACEHOLDERS.contains(name))
        .filter(name -> !arguments.contains(argument(name).orElse("")))
        .findFirst();
  }

  /** Whether both versions would be asked the same. */
  public static boolean namesNoSide(String query) {
    return placeholders(query).stream().noneMatch(OF_A_SIDE::contains);
  }

  /** The first argument that stands where no text can be escaped: outside of quotes. */
  public static Optional<String> misplaced(String query) {
    StringBuilder first = new StringBuilder();
    walk(
        query,
        (name, place) -> {
          if (argument(name).isPresent() && !place.escapes() && first.isEmpty()) {
            first.append(name);
          }
        },
        new StringBuilder());
    return first.isEmpty() ? Optional.empty() : Optional.of(first.toString());
  }

  private static List<String> placeholders(String query) {
    return PLACEHOLDER.matcher(query).results().map(found -> found.group(1)).toList();
  }

  private static Optional<String> argument(String placeholder) {
    return placeholder.startsWith(ARGUMENT)
        ? Optional.of(placeholder.substring(ARGUMENT.length()))
        : Optional.empty();
  }

  /**
   * A revision and where it is.
   *
   * @param replicaSet name of its ReplicaSet
   */
  public record Version(String hash, String replicaSet) {

    /** For {@code =~}: every pod that the API server names after a ReplicaSet, and no other. */
    String pods() {
      String whole = replicaSet + "-";
      String base = whole.substring(0, Math.min(whole.length(), GENERATED_BASE));
      return base.replace(".", "[.]") + "[a-z0-9]{5}";
    }
  }

  /**
   * What placeholders stand for.
   *
   * @param asked the version that is asked about
   */
  public record Names(
      String namespace,
      String rollout,
      Version canary,
      Version stable,
      Version asked,
      Map<String, String> args) {

    /** The same, asked about stable. */
    public Names ofStable() {
      return new Names(namespace, rollout, canary, stable, stable, args);
    }

    private String value(String placeholder) {
      return switch (placeholder) {
        case "namespace" -> namespace;
        case "rollout" -> rollout;
        case "hash" -> asked.hash;
        case "canary.hash" -> canary.hash;
        case "stable.hash" -> stable.hash;
        case "pods" -> asked.pods();
        case "canary.pods" -> canary.pods();
        case "stable.pods" -> stable.pods();
        default ->
            Objects.requireNonNull(
                args.get(argument(placeholder).orElse("")), "no placeholder " + placeholder);
      };
    }
  }

  /** Ready to be sent. Whatever a value contains, it stays one value: it is filled in once. */
  public static String filled(String query, Names names) {
    StringBuilder filled = new StringBuilder();
    walk(
        query,
        (name, place) ->
            filled.append(
                place.of(names.value(name), name.equals("pods") || name.endsWith(".pods"))),
        filled);
    return filled.toString();
  }

  /** Meets all placeholders in order; the text between them goes to {@code rest}. */
  private static void walk(
      String query, BiConsumer<String, Quoting> placeholder, StringBuilder rest) {
    Quoting place = new Quoting();
    Matcher matcher = PLACEHOLDER.matcher(query);
    int at = 0;
    while (at < query.length()) {
      if (matcher.region(at, query.length()).lookingAt()) {
        placeholder.accept(matcher.group(1), place);
        at = matcher.end();
      } else {
        place.pass(query.charAt(at));
        rest.append(query.charAt(at));
        at++;
      }
    }
  }
}
