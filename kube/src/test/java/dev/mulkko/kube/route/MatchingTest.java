package dev.mulkko.kube.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.model.Match;
import dev.mulkko.engine.model.Match.Condition;
import dev.mulkko.engine.model.Match.Source;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the annotations of an Ingress can ask for, and why not for more. */
class MatchingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x-canary | on | false | true",
        "x-canary | '^(on|all)[0-9]+$' | true | true",
        "x-canary | always | false | true",
        "x!canary | on | false | false",
        "x-canary | on and off | false | false",
        "x-canary | a*b | false | false",
        "x-canary | 'a,b' | true | false"
      })
  void oneHeaderIsAskedForInWhatIngressNginxAccepts(
      String name, String value, boolean regex, boolean accepted) {
    Optional<String> refusal = refusal(new Condition(Source.Header, name, value, regex));
    assertThat(refusal.isEmpty()).isEqualTo(accepted);
    assertThat(refusal.orElse("letters, digits and -._~/: alone")).contains("letters, digits");
  }

  @Test
  void whatAnnotationsCannotSayIsRefused() {
    Condition header = new Condition(Source.Header, "a", "b", false);
    assertThat(refusal(new Condition(Source.Cookie, "lane", "always", false)))
        .hasValueSatisfying(why -> assertThat(why).contains("whose value is always or never"));
    assertThat(refusal(new Condition(Source.Query, "lane", "on", false)))
        .hasValueSatisfying(why -> assertThat(why).contains("cannot ask for a query"));
    assertThat(refusal(header, new Condition(Source.Header, "c", "d", false)))
        .hasValueSatisfying(why -> assertThat(why).contains("one header alone"));
  }

  private static Optional<String> refusal(Condition... conditions) {
    return Matching.refusal("Ingress", new Match(List.of(conditions)));
  }
}
