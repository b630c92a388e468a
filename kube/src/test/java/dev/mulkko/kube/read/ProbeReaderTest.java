package dev.mulkko.kube.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.engine.model.Probe;
import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Yaml;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeReaderTest {

  private static final String ROUTES = "routes: [{kind: HTTPRoute, name: shop}]";
  private static final String URL = "url: 'http://gateway.example/healthz'";
  private static final String HEADER = "revisionHeader: X-Version";

  @Test
  void withoutOneNothingIsProbed() throws InvalidSpec {
    assertThat(read(ROUTES)).isEmpty();
  }

  @Test
  void whatIsLeftOutHasItsDefault() throws InvalidSpec {
    assertThat(read("%s, probe: {%s, %s}".formatted(ROUTES, URL, HEADER)))
        .contains(
            new Probe("http://gateway.example/healthz", Optional.empty(), "x-version", 100, 5));
  }

  @Test
  void whatIsWrittenIsTaken() throws InvalidSpec {
    String probe = "url: 'https://[fd00::1]:8443', host: shop.example, requests: 20, tolerance: 9";
    assertThat(read("%s, probe: {%s, %s}".formatted(ROUTES, probe, HEADER)))
        .contains(
            new Probe("https://[fd00::1]:8443", Optional.of("shop.example"), "x-version", 20, 9));
  }

  /** Whatever goes into a request or a status has one shape. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "url: 'file:///etc/passwd'                | url",
        "url: 'gopher://gateway.example/'         | url",
        "url: 'http://kim:secret@gateway.example' | url",
        "url: 'http://gateway.example/?a=b'       | url",
        "url: 'http://gateway.example/#a'         | url",
        "url: 'http://gateway.example/a b'        | url",
        "url: \"http://gateway.example/a\\r\\nX: y\" | url",
        "url: ''                                  | url",
        "url: 'http://a/', host: \"shop.example\\r\\nX: y\" | host",
        "url: 'http://a/', host: 'shop.example/x' | host",
        "url: 'http://a/', requests: 19           | requests",
        "url: 'http://a/', requests: 1001         | requests",
        "url: 'http://a/', tolerance: 0           | tolerance",
        "url: 'http://a/', tolerance: 51          | tolerance",
        "url: 'http://a/', revisionHeader: 'a: b' | revisionHeader",
      })
  void whatCannotBeUsedIsNamed(String probe, String field) {
    String header = probe.contains("revisionHeader") ? "" : ", " + HEADER;
    assertThatThrownBy(() -> read("%s, probe: {%s%s}".formatted(ROUTES, probe, header)))
        .isInstanceOf(InvalidSpec.class)
        .hasMessageStartingWith("spec.traffic.probe." + field + " ")
        .hasMessageContaining("write ");
  }

  @Test
  void withoutARouteThereIsNoWeightToLookAt() {
    assertThatThrownBy(() -> read("routes: [], probe: {%s, %s}".formatted(URL, HEADER)))
        .isInstanceOf(InvalidSpec.class)
        .hasMessageStartingWith("spec.traffic.probe looks at weights of routes");
  }

  private static Optional<Probe> read(String traffic) throws InvalidSpec {
    String text = Shop.ROLLOUT.replace(ROUTES, traffic);
    return SpecReader.read(Yaml.object(Rollout.class, text)).probe();
  }
}
