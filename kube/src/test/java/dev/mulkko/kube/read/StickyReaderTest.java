package dev.mulkko.kube.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.engine.model.Sticky;
import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Yaml;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StickyReaderTest {

  private static final String HTTP_ROUTE = "routes: [{kind: HTTPRoute, name: shop}]";

  @Test
  void whatIsNotWrittenHasItsDefault() throws InvalidSpec {
    assertThat(read("", HTTP_ROUTE)).isEmpty();
    assertThat(read("sticky: {}, ", HTTP_ROUTE))
        .contains(new Sticky("mulkko-shop", Duration.ofHours(24), List.of(5, 50, 100)));
  }

  @Test
  void whatIsWrittenIsTaken() throws InvalidSpec {
    assertThat(read("sticky: {cookie: lane, maxAge: 90m}, ", HTTP_ROUTE))
        .contains(new Sticky("lane", Duration.ofMinutes(90), List.of(5, 50, 100)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GRPCRoute | has clients that keep no cookies",
        "IngressRoute | cannot add a cookie to what one version answers",
        "TraefikService | keeps a client with its version whatever the weights become",
        "Ingress | knows no cookie but one whose value is always or never"
      })
  void whatCannotGiveCookiesIsRefused(String kind, String why) {
    String both = "routes: [{kind: HTTPRoute, name: a}, {kind: %s, name: b}]".formatted(kind);
    assertThatThrownBy(() -> read("sticky: {}, ", both))
        .isInstanceOf(InvalidSpec.class)
        .hasMessage(
            "spec.strategy.canary.sticky is not for %s b, it %s: leave it out, or write HTTPRoutes"
                    .formatted(kind, why)
                + " alone in spec.traffic.routes");
  }

  @Test
  void aServiceSeesNoCookies() {
    assertThatThrownBy(() -> read("sticky: {}, ", "routes: []"))
        .isInstanceOf(InvalidSpec.class)
        .hasMessageContaining("a Service sees connections and no cookies");
  }

  /** The rule that asks for a cookie would go before the one that asks for a parameter. */
  @Test
  void requestsByAQueryAloneAreRefused() {
    assertThatThrownBy(
            () ->
                read(
                    "sticky: {}, steps: [{setMatch: {query: [{name: a, exact: b}]}}], more_",
                    HTTP_ROUTE))
        .isInstanceOf(InvalidSpec.class)
        .hasMessageStartingWith("spec.strategy.canary.steps[0].setMatch has a query alone");
  }

  private static Optional<Sticky> read(String canary, String routes) throws InvalidSpec {
    String text =
        Shop.ROLLOUT.replace(HTTP_ROUTE, routes).replace("canary: {", "canary: {" + canary);
    return SpecReader.read(Yaml.object(Rollout.class, text)).strategy().sticky();
  }
}
