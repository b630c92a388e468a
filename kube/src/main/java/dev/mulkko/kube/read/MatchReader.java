package dev.mulkko.kube.read;

import dev.mulkko.api.v1beta1.MatchStep;
import dev.mulkko.api.v1beta1.MatchedQuery;
import dev.mulkko.api.v1beta1.MatchedValue;
import dev.mulkko.engine.model.Match;
import dev.mulkko.engine.model.Match.Condition;
import dev.mulkko.engine.model.Match.Source;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import dev.mulkko.kube.route.Matching;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** The requests that a step sends to the canary alone. */
final class MatchReader {

  /** What the names of headers and cookies are made of. */
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_|~-]+");

  /** What one line of a request can have, without what ends a text in a router's own language. */
  private static final Pattern VALUE = Pattern.compile("[ -_a-~]+");

  private MatchReader() {}

  /** Whether a header or a cookie may be called so. */
  static boolean isToken(String name) {
    return TOKEN.matcher(name).matches();
  }

  static Match read(String field, MatchStep written) throws InvalidSpec {
    List<Condition> found = new ArrayList<>();
    values(field + ".headers", Source.Header, written.headers(), found);
    values(field + ".cookies", Source.Cookie, written.cookies(), found);
    for (int i = 0; i < written.query().size(); i++) {
      MatchedQuery query = written.query().get(i);
      String at = field + ".query[%d]".formatted(i);
      found.add(condition(at, Source.Query, query.name(), query.exact(), null));
    }
    if (found.isEmpty()) {
      throw new InvalidSpec(
          field, "is empty: write for example {headers: [{name: x-canary, exact: \"on\"}]}");
    }
    return new Match(once(field, found));
  }

  private static void values(
      String field, Source source, List<MatchedValue> written, List<Condition> found)
      throws InvalidSpec {
    for (int i = 0; i < written.size(); i++) {
      MatchedValue value = written.get(i);
      String at = field + "[%d]".formatted(i);
      found.add(condition(at, source, value.name(), value.exact(), value.regex()));
    }
  }

  private static Condition condition(
      String field,
      Source source,
      @Nullable String name,
      @Nullable String exact,
      @Nullable String regex)
      throws InvalidSpec {
    if (name == null || !isToken(name)) {
      throw new InvalidSpec(field + ".name", "is %s: write for example x-canary".formatted(name));
    }
    if ((exact == null) == (regex == null)) {
      throw new InvalidSpec(
          field,
          source == Source.Query
              ? "has no exact: write the value that is meant"
              : "must have exactly one of exact and regex: write one of them");
    }
    String key = exact == null ? ".regex" : ".exact";
    String value = exact == null ? regex : exact;
    if (value == null || !VALUE.matcher(value).matches()) {
      throw new InvalidSpec(
          field + key, "is empty or has a backtick or no letter of ASCII: write others");
    }
    if (regex != null) {
      checkRegex(field + key, regex);
    }
    return new Condition(source, name, value, regex != null);
  }

  private static void checkRegex(String field, String regex) throws InvalidSpec {
    try {
      Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new InvalidSpec(
          field,
          "is no regular expression (%s): write for example ^on.*$".formatted(e.getDescription()));
    }
  }

  /** Names of headers are the same in upper and lower case. */
  private static List<Condition> once(String field, List<Condition> found) throws InvalidSpec {
    Set<String> names = new HashSet<>();
    for (Condition one : found) {
      boolean header = one.source() == Source.Header;
      if (!names.add(header ? one.words().toLowerCase(Locale.ROOT) : one.words())) {
        throw new InvalidSpec(
            field, "has %s twice: write it once, with one regex".formatted(one.words()));
      }
    }
    return found;
  }

  /** Whether every route can do it. */
  static void check(String field, Match match, List<String> routes) throws InvalidSpec {
    if (routes.isEmpty()) {
      throw new InvalidSpec(
          field,
          "must have a route, a Service cannot tell requests apart: leave it out, or name a route in spec.traffic.routes");
    }
    for (String route : routes) {
      Optional<String> why = Matching.refusal(route.substring(0, route.indexOf(' ')), match);
      if (why.isPresent()) {
        throw new InvalidSpec(field, "is not for %s, it %s".formatted(route, why.get()));
      }
    }
  }
}
