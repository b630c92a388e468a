package dev.mulkko.operator.telemetry.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusUrlTest {

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t"})
  void aBlankTextIsNoAddress(String blank) {
    assertThat(PrometheusUrl.from(blank)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://prometheus:9090, http://prometheus:9090",
    "' http://prometheus:9090/ ', http://prometheus:9090",
    "https://metrics.example/prometheus/, https://metrics.example/prometheus",
    "HTTP://10.0.0.1, HTTP://10.0.0.1",
    "http://[::1]:9090//, http://[::1]:9090",
  })
  void anAddressIsReadWithoutTheSlashAtItsEnd(String text, URI address) {
    assertThat(PrometheusUrl.from(text)).hasValue(address);
  }

  @ParameterizedTest
  @CsvSource({
    "prometheus, does not begin with http:// or https://",
    "prometheus:9090, does not begin with http:// or https://",
    "ftp://prometheus, does not begin with http:// or https://",
    "http://, is not a URL",
    "http://a b, is not a URL",
    "http:prometheus, has no valid host and port",
    "http://my_prometheus:9090, has no valid host and port",
    "http://prometheus:99999, has no valid host and port",
    "http://prometheus:0, has no valid host and port",
    "http://user:s3cret@prometheus, has a user name or password",
    "http://user:s3cret@my_prometheus, has no valid host and port",
    "http://user:s3 cret@prometheus, is not a URL",
    "http://prometheus?token=s3cret, has a query or fragment",
    "http://prometheus/#s3cret, has a query or fragment",
  })
  void whatCannotBeUsedIsRefusedWithWhatToWriteAndWithoutTheText(String text, String wrong) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PrometheusUrl.from(text))
        .withMessage(
            "MULKKO_PROMETHEUS_URL %s: write scheme, host, port and path alone, as in"
                + " http://prometheus.monitoring:9090",
            wrong);
  }
}
