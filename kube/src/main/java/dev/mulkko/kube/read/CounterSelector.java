package dev.mulkko.kube.read;

import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The text of a selector of counters, with its placeholders {@code $(name)}. */
public final class CounterSelector {

  private static final String EXAMPLE = "shop_requests_total{pod=~\"$(pods)\"}";

  /** Those that are not the same for both versions. */
  private static final List<String> OF_A_VERSION = List.of("pods", "hash", "service");

  private static final List<String> PLACEHOLDERS =
      List.of("pods", "hash", "service", "namespace", "rollout");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\(([^)]*)\\)");

  private static final String MATCHER = "[a-zA-Z_]\\w*\\s*(=~|!~|!=|=)\\s*\"([^\"\\\\]|\\\\.)*+\"";

  private static final Pattern SELECTOR =
      Pattern.compile(
          "\\s*[a-zA-Z_:][\\w:]*\\s*[{]\\s*%1$s(\\s*,\\s*%1$s)*+\\s*,?\\s*[}]\\s*"
              .formatted(MATCHER));

  private static final int LENGTH = 500;

  private CounterSelector() {}

  static String read(String field, @Nullable String written) throws InvalidSpec {
    if (written == null || written.length() > LENGTH || !SELECTOR.matcher(written).matches()) {
      throw new InvalidSpec(
          field,
          "is %s: write a selector such as %s: its raw samples are read, so no function may stand around it"
              .formatted(written == null ? "missing" : shown(written), EXAMPLE));
    }
    Optional<String> unknown =
        placeholders(written).stream().filter(name -> !PLACEHOLDERS.contains(name)).findFirst();
    if (unknown.isPresent()) {
      throw new InvalidSpec(
          field,
          "has the placeholder $(%s): write one of $(%s)"
              .formatted(unknown.get(), String.join("), $(", PLACEHOLDERS)));
    }
    if (placeholders(written).stream().noneMatch(OF_A_VERSION::contains)) {
      throw new InvalidSpec(
          field,
          "is the same for both versions: write one of $(pods), $(hash) and $(service) in it");
    }
    return written;
  }

  private static String shown(String written) {
    return written.length() > LENGTH
        ? "longer than %d characters".formatted(LENGTH)
        : written.strip();
  }

  /** Names of the placeholders in it, without repeats. */
  private static List<String> placeholders(String selector) {
    return PLACEHOLDER.matcher(selector).results().map(found -> found.group(1)).distinct().toList();
  }

  /**
   * Ready to be sent.
   *
   * @param values by the name of each placeholder; names of Kubernetes, which need no quotes
   * @return empty when one has no value: what would be selected without it is of somebody else
   */
  public static Optional<String> filled(String selector, Map<String, String> values) {
    boolean whole =
        placeholders(selector).stream().allMatch(name -> !values.getOrDefault(name, "").isEmpty());
    return whole
        ? Optional.of(
            PLACEHOLDER
                .matcher(selector)
                .replaceAll(
                    found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), ""))))
        : Optional.empty();
  }
}
