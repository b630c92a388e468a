package dev.mulkko.operator.telemetry.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UnansweredTest {

  private static final URI URL = URI.create("http://prometheus:9090/api/v1/query");

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(
            new HttpConnectTimeoutException("timed out"),
            "prometheus:9090 does not take the connection in time: check MULKKO_PROMETHEUS_URL,"
                + " http or https, and network policies"),
        Arguments.of(
            new ConnectException("refused").initCause(new UnresolvedAddressException()),
            "no address is known for prometheus: check MULKKO_PROMETHEUS_URL"),
        Arguments.of(
            new ConnectException("refused"),
            "prometheus:9090 refuses the connection: check MULKKO_PROMETHEUS_URL and that"
                + " Prometheus runs"),
        Arguments.of(new EOFException(), "the answer broke off: EOFException"),
        Arguments.of(new IOException("a\r\n\tb"), "the answer broke off: a b"),
        Arguments.of(new IllegalStateException("odd"), "the answer broke off: odd"),
        Arguments.of(null, "the answer broke off"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void everyFailureIsASentence(@Nullable Throwable failure, String sentence) {
    assertThat(Unanswered.because(failure, URL)).isEqualTo(sentence);
  }
}
