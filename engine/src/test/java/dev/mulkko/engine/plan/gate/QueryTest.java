package dev.mulkko.engine.plan.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {

  private static final Query.Version CANARY = new Query.Version("hash2", "shop-hash2");
  private static final Query.Version STABLE = new Query.Version("hash1", "shop.eu-hash1");

  @Test
  void namesAreFilledIn() {
    assertThat(filled("a{n=\"$(namespace)\", r=\"$(rollout)\", h=\"$(hash)\"}", ""))
        .isEqualTo("a{n=\"ns\", r=\"shop\", h=\"hash2\"}");
    assertThat(filled("a{h=\"$(canary.hash)\", s=\"$(stable.hash)\"}", ""))
        .isEqualTo("a{h=\"hash2\", s=\"hash1\"}");
  }

  @Test
  void podsAreARegularExpressionAlready() {
    String query = "a{p=~\"$(pods)\", c=~\"$(canary.pods)\", s=~\"$(stable.pods)\"}";
    String canary = "shop-hash2-[a-z0-9]{5}";
    String stable = "shop[.]eu-hash1-[a-z0-9]{5}";
    assertThat(filled(query, ""))
        .isEqualTo("a{p=~\"%s\", c=~\"%s\", s=~\"%s\"}".formatted(canary, canary, stable));
    assertThat(Query.filled(query, names("").ofStable()))
        .isEqualTo("a{p=~\"%s\", c=~\"%s\", s=~\"%s\"}".formatted(stable, canary, stable));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "a{x=\"$(args.v)\"}       | \" or vector(1)   | a{x=\"\\\" or vector(1)\"}",
        "a{x=\"$(args.v)\"}       | \\                 | a{x=\"\\\\\"}",
        "a{x=\"$(args.v)\"}       | .*                | a{x=\".*\"}",
        "a{x=~\"$(args.v)\"}      | .*                | a{x=~\"\\\\.\\\\*\"}",
        "a{x!~\"$(args.v).b\"}    | a+.               | a{x!~\"a\\\\+\\\\..b\"}",
        "a{x = ~ \"$(args.v)\"}   | .                 | a{x = ~ \"\\\\.\"}",
        "a{x='$(args.v)'}         | ' or \"           | a{x='\\' or \"'}",
        "a{x=\"\\\"$(args.v)\"}    | \"                 | a{x=\"\\\"\\\"\"}",
        "a{x=\"$(args.v)\"}       | $(pods)           | a{x=\"$(pods)\"}",
        "a{y=~\"b\",x=\"$(args.v)\"} | .              | a{y=~\"b\",x=\".\"}",
      })
  void anArgumentStaysOneValueOfOneLabel(String query, String value, String filled) {
    assertThat(filled(query, value)).isEqualTo(filled);
  }

  @Test
  void signsThatEndALineAreWrittenOut() {
    assertThat(filled("a{x=\"$(args.v)\"}", "a\nb\u0000")).isEqualTo("a{x=\"a\\u000ab\\u0000\"}");
  }

  /** Each of them would match more than itself. */
  @Test
  void everySignOfAPatternIsItself() {
    String signs = "\\.+*?()|[]{}^$";
    String filled = filled("a{x=~\"$(args.v)\"}", signs);
    String pattern = filled.substring(6, filled.length() - 2).replace("\\\\", "\\");
    assertThat(Pattern.compile(pattern).matcher(signs).matches()).isTrue();
    for (String sign : signs.chars().mapToObj(Character::toString).toList()) {
      assertThat(filled("a{x=~\"$(args.v)\"}", sign))
          .isEqualTo("a{x=~\"" + (sign.equals("\\") ? "\\\\\\\\" : "\\\\" + sign) + "\"}");
    }
  }

  /** The API server cuts what it appends its five letters to. */
  @Test
  void podsOfALongNameAreFoundByItsBeginning() {
    String query = "a{p=~\"$(pods)\"}";
    assertThat(Query.filled(query, named("s".repeat(57))))
        .isEqualTo("a{p=~\"" + "s".repeat(57) + "-[a-z0-9]{5}\"}");
    assertThat(Query.filled(query, named("s".repeat(63))))
        .isEqualTo("a{p=~\"" + "s".repeat(58) + "[a-z0-9]{5}\"}");
  }

  private static Query.Names named(String replicaSet) {
    Query.Version version = new Query.Version("hash2", replicaSet);
    return new Query.Names("ns", "shop", version, STABLE, version, Map.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "a{x=\"$(args.v)\"}      | false",
        "a{x='$(args.v)'}        | false",
        "a{x=`$(args.v)`}        | true",
        "a{x=`\\`, y=\"$(args.v)\"} | false",
        "a{x=`\\`} > $(args.v)   | true",
        "rate(a[$(args.v)])      | true",
        "a{x=\"b\"} > $(args.v)  | true",
        "a{x=\"\\\"\"} > $(args.v) | true",
        "a # \"$(args.v)\"       | true",
        "a{x=\"#\"} + b{y=\"$(args.v)\"} | false",
        "a{x='\"'} > $(args.v)   | true",
        "a{$(namespace)=\"b\"}   | false",
      })
  void anArgumentMustBeAText(String query, boolean misplaced) {
    assertThat(Query.misplaced(query).isPresent()).isEqualTo(misplaced);
  }

  @Test
  void theQuoteOfACommentIsNone() {
    assertThat(Query.misplaced("a # it's\n{x=\"$(args.v)\"}")).isEmpty();
    assertThat(Query.misplaced("a # it's\n{x=$(args.v)}")).contains("args.v");
  }

  @Test
  void whatNobodyKnowsIsNamed() {
    assertThat(Query.unknown("a{x=\"$(args.v)\"}", Set.of())).contains("args.v");
    assertThat(Query.unknown("a{x=\"$(args.v)\"}", Set.of("v"))).isEmpty();
    assertThat(Query.unknown("a{x=\"$(pod)\"}", Set.of("pod"))).contains("pod");
    assertThatThrownBy(() -> filled("a{x=\"$(args.w)\"}", "")).hasMessageContaining("args.w");
  }

  @Test
  void whoNamesNoVersionAsksTheSameForBoth() {
    assertThat(Query.namesNoSide("a{p=~\"$(canary.pods)\"}")).isTrue();
    assertThat(Query.namesNoSide("a{p=~\"$(pods)\"}")).isFalse();
    assertThat(Query.namesNoSide("a{h=\"$(hash)\"}")).isFalse();
  }

  private static String filled(String query, String value) {
    return Query.filled(query, names(value));
  }

  private static Query.Names names(String value) {
    return new Query.Names("ns", "shop", CANARY, STABLE, CANARY, Map.of("v", value));
  }
}
