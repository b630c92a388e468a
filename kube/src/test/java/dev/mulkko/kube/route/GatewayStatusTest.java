package dev.mulkko.kube.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.kube.golden.Yaml;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayStatusTest {

  private static final String ROUTE =
      """
      metadata: {name: shop, namespace: shop, generation: 4}
      spec: {parentRefs: [{name: edge}]}
      status:
        parents:
          - parentRef: {group: gateway.networking.k8s.io, kind: Gateway, name: edge}
            conditions:
              - {type: Accepted, status: "True", observedGeneration: 4, message: ok}
              - {type: ResolvedRefs, status: "True", observedGeneration: 4, message: fine}
      """;

  @Test
  void aRouteThatItsGatewayHasAcceptedIsInForce() {
    assertThat(unverified(ROUTE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "parents: | other: | Gateway edge says nothing of it yet",
        "parentRefs: [{name: edge}] | hostnames: [a] | it has no parentRefs, so no Gateway serves"
            + " it",
        "observedGeneration: 4, message: ok | observedGeneration: 3, message: ok | generation 4 is"
            + " not yet seen by Gateway edge",
        "observedGeneration: 4, message: fine | observedGeneration: 3, message: fine | generation 4"
            + " is not yet seen by Gateway edge",
        "observedGeneration: 4, message: ok | message: ok | generation 4 is not yet seen by Gateway"
            + " edge",
        "'\"True\", observedGeneration: 4, message: ok' | '\"False\", observedGeneration: 4,"
            + " message: bad' | Gateway edge says Accepted is False (bad)",
        "'\"True\", observedGeneration: 4, message: fine' | '\"False\", observedGeneration: 4,"
            + " message: bad' | Gateway edge says ResolvedRefs is False (bad)",
        "'\"True\", observedGeneration: 4, message: fine' | 'Unknown, observedGeneration: 4,"
            + " message: bad' | Gateway edge says ResolvedRefs is Unknown (bad)",
        "type: Accepted | type: Programmed | Gateway edge has no condition Accepted yet",
        "type: ResolvedRefs | type: PartiallyInvalid | Gateway edge has no condition ResolvedRefs"
            + " yet",
      })
  void whatIsNotSaidOfThisGenerationIsNotInForce(String part, String instead, String why) {
    assertThat(ROUTE).contains(part);
    assertThat(unverified(ROUTE.replace(part, instead))).contains(why);
  }

  @Test
  void everyParentMustHaveAcceptedIt() {
    String two = ROUTE.replace("[{name: edge}]", "[{name: edge}, {name: inner, namespace: mesh}]");
    assertThat(unverified(two)).contains("Gateway inner says nothing of it yet");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{name: edge, sectionName: https}",
        "{name: edge, port: 8443}",
        "{name: edge, namespace: mesh}",
        "{kind: Service, group: '', name: edge}",
        "{name: edge2}",
      })
  void whatAnotherParentSaysDoesNotCount(String parent) {
    assertThat(unverified(ROUTE.replace("[{name: edge}]", "[" + parent + "]"))).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{name: edge, namespace: shop} | {kind: Gateway, name: edge}",
        "{name: edge} | {name: edge, namespace: shop}",
        "{kind: Gateway, name: edge} | {name: edge}",
        "{name: edge, sectionName: https, port: 443} | {name: edge, port: 443, sectionName: https}",
      })
  void aParentIsFoundHoweverItsDefaultsAreWritten(String wanted, String found) {
    String text =
        ROUTE
            .replace("[{name: edge}]", "[" + wanted + "]")
            .replace("{group: gateway.networking.k8s.io, kind: Gateway, name: edge}", found);
    assertThat(unverified(text)).isEmpty();
  }

  private static Optional<String> unverified(String text) {
    return GatewayStatus.unverified(Yaml.tree(text));
  }
}
