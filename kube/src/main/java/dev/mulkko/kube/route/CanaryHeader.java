package dev.mulkko.kube.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.engine.model.Match;
import dev.mulkko.engine.model.Match.Condition;
import dev.mulkko.engine.model.Match.Source;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The header by which a canary Ingress gets some requests whatever its weight. Who has another
 * value of it is shared by weight like all others.
 */
final class CanaryHeader {

  private static final String NAME = CanaryAnnotations.CANARY + "-by-header";
  private static final String VALUE = NAME + "-value";
  private static final String PATTERN = NAME + "-pattern";

  /** It goes before the weight too, and is none of ours. */
  private static final String COOKIE = CanaryAnnotations.CANARY + "-by-cookie";

  /** What ingress-nginx accepts; of an annotation with anything else it takes no notice. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~/:-]+");

  private static final Pattern EXPRESSION =
      Pattern.compile("[A-Za-z0-9._~/:^$\\[\\](){}*+?|&=\\\\-]+");

  private CanaryHeader() {}

  /** Why annotations cannot ask for it; empty when they can. */
  static Optional<String> refusal(Match match) {
    if (match.asks(Source.Cookie)) {
      return Optional.of(
          "knows no cookie but one whose value is always or never, and never keeps a client from its share: write a header");
    }
    if (match.asks(Source.Query)) {
      return Optional.of("cannot ask for a query: write a header");
    }
    if (match.conditions().size() > 1) {
      return Optional.of("can ask for one header alone: write the one that tells them apart");
    }
    Condition header = match.conditions().getFirst();
    Pattern allowed = header.regex() ? EXPRESSION : PLAIN;
    return PLAIN.matcher(header.name()).matches() && allowed.matcher(header.value()).matches()
        ? Optional.empty()
        : Optional.of(
            "can ask for letters, digits and -._~/: alone, and for regular expressions of them: write another name or value");
  }

  /** Takes away what is there of it, and writes what is wanted. */
  static void write(ObjectNode annotations, Optional<Match> match) {
    annotations.remove(List.of(NAME, VALUE, PATTERN, COOKIE));
    match
        .map(wanted -> wanted.conditions().getFirst())
        .ifPresent(
            header ->
                annotations
                    .put(NAME, header.name())
                    .put(header.regex() ? PATTERN : VALUE, header.value()));
  }

  static Optional<Match> read(JsonNode ingress) {
    JsonNode annotations = CanaryAnnotations.all(ingress);
    boolean regex = annotations.has(PATTERN);
    String name = annotations.path(NAME).asText();
    String value = annotations.path(regex ? PATTERN : VALUE).asText();
    return name.isEmpty() || value.isEmpty()
        ? Optional.empty()
        : Optional.of(new Match(List.of(new Condition(Source.Header, name, value, regex))));
  }

  /** Whether anything stands there that is not written so. */
  static boolean isSpoiled(JsonNode ingress) {
    ObjectNode right = CanaryAnnotations.all(ingress).deepCopy();
    write(right, read(ingress));
    return !right.equals(CanaryAnnotations.all(ingress));
  }
}
