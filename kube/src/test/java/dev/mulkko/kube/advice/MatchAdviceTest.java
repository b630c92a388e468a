package dev.mulkko.kube.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Yaml;
import dev.mulkko.kube.read.SpecReader;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchAdviceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTPRoute | headers: [{name: a, exact: b}] | false",
        "HTTPRoute | headers: [{name: a, regex: b}] | true",
        "HTTPRoute | cookies: [{name: a, exact: b}] | true",
        "HTTPRoute | query: [{name: a, exact: b}] | true",
        "GRPCRoute | headers: [{name: a, regex: b}] | true",
        "IngressRoute | cookies: [{name: a, regex: b}] | false"
      })
  void whatNotEveryGatewayCanDoIsSaid(String kind, String match, boolean said) throws InvalidSpec {
    List<String> advice = advice(kind, "{setMatch: {" + match + "}}");
    assertThat(advice.isEmpty()).isNotEqualTo(said);
    assertThat(advice).allMatch(sentence -> sentence.contains("asks " + kind + " shop for more"));
    assertThat(advice).allMatch(sentence -> sentence.length() <= Advice.BYTES);
  }

  @Test
  void thatClientsStayIsSomethingThatNotEveryGatewayCanDo() throws InvalidSpec {
    String sticky = Shop.ROLLOUT.replace("canary: {", "canary: {sticky: {}, ");
    List<String> advice = MatchAdvice.of(SpecReader.read(Yaml.object(Rollout.class, sticky)));
    assertThat(advice)
        .singleElement()
        .asString()
        .startsWith("spec.strategy.canary.sticky asks HTTPRoute shop for regular expressions")
        .hasSizeLessThanOrEqualTo(Advice.BYTES);
  }

  private static List<String> advice(String kind, String step) throws InvalidSpec {
    String text =
        Shop.ROLLOUT.replace("kind: HTTPRoute", "kind: " + kind).replace("{setWeight: 50}", step);
    return MatchAdvice.of(SpecReader.read(Yaml.object(Rollout.class, text)));
  }
}
