package dev.mulkko.operator.telemetry.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mulkko.operator.telemetry.prometheus.PrometheusUrl;
import dev.mulkko.operator.telemetry.server.MetricServer.Limits;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real connections of a real client, and a server on every address of this machine that counts what
 * reaches it.
 */
class ReachTest {

  private static final Limits LIMITS = new Limits(Duration.ofSeconds(5), 4, 100, Duration.ZERO);

  /** Of the cluster, as every pod is told. */
  private static final Reach PROVIDERS = Reach.from(Map.of("KUBERNETES_SERVICE_HOST", "10.96.0.1"));

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("self.example", "127.0.0.1"),
          Map.entry("localhost.", "127.0.0.1"),
          Map.entry("far-loopback.example", "127.8.9.10"),
          Map.entry("self6.example", "::1"),
          Map.entry("any.example", "0.0.0.0"),
          Map.entry("metadata.example", "169.254.169.254"),
          Map.entry("google6.example", "fd20:ce::254"),
          Map.entry("first-of-two.example", "127.0.0.1 192.0.2.1"),
          Map.entry("last-of-three.example", "192.0.2.1 192.0.2.2 127.0.0.1"),
          Map.entry("mapped.example", "::ffff:127.0.0.1"),
          Map.entry("compatible.example", "::7f00:1"),
          Map.entry("six-to-four.example", "2002:7f00:1::"),
          Map.entry("nat64.example", "64:ff9b::7f00:1"),
          Map.entry("own-nat64.example", "64:ff9b:1::a9fe:a9fe"),
          Map.entry("translated.example", "::ffff:0:7f00:1"),
          Map.entry("isatap.example", "2001:db8::5efe:7f00:1"),
          Map.entry("multicast.example", "224.0.0.1"),
          Map.entry("multicast6.example", "ff02::1"),
          Map.entry("all.example", "255.255.255.255"),
          Map.entry("reserved.example", "240.0.0.1"),
          Map.entry("this-network.example", "0.1.2.3"),
          Map.entry("link-local6.example", "fe80::1"),
          Map.entry("api.example", "10.96.0.1"),
          Map.entry("api-last.example", "192.0.2.1 10.96.0.1"));

  private CountingServer server;

  @BeforeEach
  void listen() throws Exception {
    server = CountingServer.onEveryAddress();
  }

  @AfterEach
  void close() throws Exception {
    server.close();
  }

  static Stream<String> hosts() {
    return Stream.concat(
        NAMES.keySet().stream().sorted(),
        Stream.of(
            "127.0.0.1",
            "127.1.2.3",
            "127.1",
            "127.0.1",
            "2130706433",
            "017700000001",
            "0177.0.0.1",
            "127.0.0.01",
            "0x7f000001",
            "0x7f.0.0.1",
            "0x7f.1",
            "127.0.0.0x1",
            "127.0.0.1.",
            "0",
            "0.0.0.0",
            "1.2.3",
            "1.2.3.4.5",
            "256.0.0.1",
            "localhost",
            "LOCALHOST",
            "[::1]",
            "[0:0:0:0:0:0:0:1]",
            "[::]",
            "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]",
            "[::127.0.0.1]",
            "[::1%25lo]",
            "[fe80::1%25eth0]",
            "[64:ff9b::127.0.0.1]",
            "[2002:7f00:1::1]",
            "169.254.169.254",
            "100.100.100.200",
            "168.63.129.16",
            "[fd00:ec2::254]",
            "10.96.0.1",
            "kubernetes",
            "Kubernetes.Default",
            "kubernetes.default.svc",
            "kubernetes.default.svc.cluster.local",
            "kubernetes.default.svc.cluster.local."));
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void nothingReachesWhatIsNeverAsked(String host) throws Exception {
    for (String scheme : Set.of("http", "https")) {
      if (isAddress(url(scheme, host))) {
        assertThatThrownBy(() -> ask(scheme, host, ReachTest::resolve)).isInstanceOf(Refused.class);
      } else {
        assertThatThrownBy(() -> ask(scheme, host, ReachTest::resolve))
            .isInstanceOf(Exception.class);
      }
    }
    assertThat(server.reached()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:9090",
        "http://[::1]:9090",
        "http://10.96.0.1",
        "https://kubernetes.default",
      })
  void whatNeedsNoResolvingIsKnownBefore(URI address) {
    assertThat(PROVIDERS.refusal(address)).get().asString().contains(" is not asked: it ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.1.2.3:9090",
        "http://[fd00::7]",
        "https://prometheus.monitoring.svc",
      })
  void whatMayBeAskedIsNotRefusedBefore(URI address) {
    assertThat(PROVIDERS.refusal(address)).isEmpty();
  }

  /** Others are refused before, when they are read. */
  private static boolean isAddress(String url) {
    try {
      return PrometheusUrl.of("spec.address", url).getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Without the rules the same table would reach the server: it is not the network that helps. */
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "self.example", "mapped.example"})
  void whereLoopbackIsAllowedTheSameHostsAreReached(String host) throws Exception {
    Reach allowed = Reach.from(Map.of("MULKKO_PROVIDER_LOOPBACK", "Allow"));
    try (Connection connection = Connection.to(server("http", host), allowed, ReachTest::resolve)) {
      assertThat(post(connection, "http", host).status()).isEqualTo(204);
    }
    assertThat(server.reached()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "metadata.example",
        "any.example",
        "nat64.example",
        "six-to-four.example",
        "api.example"
      })
  void whereLoopbackIsAllowedTheRestIsRefusedAllTheSame(String host) {
    Reach allowed = new Reach(true, PROVIDERS.apiServer());
    assertThatThrownBy(() -> ask(allowed, "http", host, ReachTest::resolve))
        .isInstanceOf(Refused.class);
    assertThat(server.reached()).isZero();
  }

  @Test
  void aNameThatAnswersOtherwiseTheSecondTimeIsAskedWhereItWasChecked() {
    Queue<String> answers = new ArrayDeque<>();
    answers.add("192.0.2.1");
    answers.add("127.0.0.1");
    Resolver changing =
        _ -> new InetAddress[] {InetAddress.ofLiteral(String.valueOf(answers.remove()))};
    Limits brief = new Limits(Duration.ofMillis(200), 1, 100, Duration.ZERO);
    try (Connection connection =
        Connection.to(server("http", "rebound.example", brief), PROVIDERS, changing)) {
      assertThatThrownBy(() -> post(connection, "http", "rebound.example"))
          .isNotInstanceOf(Refused.class);
      assertThat(answers).as("it is resolved once").hasSize(1);
      assertThatThrownBy(() -> post(connection, "http", "rebound.example"))
          .isInstanceOf(Refused.class);
    }
    assertThat(server.reached()).isZero();
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void aRedirectIsNotFollowed(String host) throws Exception {
    try (CountingServer front = CountingServer.redirecting(url("http", host));
        Connection connection = Connection.to(front.server(LIMITS), PROVIDERS.withLoopback())) {
      assertThat(connection.post(front.url(), new Credentials.None(), "q=1", 100).status())
          .isEqualTo(307);
    }
    assertThat(server.reached()).isZero();
  }

  private void ask(String scheme, String host, Resolver resolver) throws Exception {
    ask(PROVIDERS, scheme, host, resolver);
  }

  private void ask(Reach reach, String scheme, String host, Resolver resolver) throws Exception {
    try (Connection connection = Connection.to(server(scheme, host), reach, resolver)) {
      post(connection, scheme, host);
    }
  }

  private Connection.Reply post(Connection connection, String scheme, String host)
      throws Exception {
    return connection.post(URI.create(url(scheme, host)), new Credentials.None(), "q=1", 100);
  }

  private MetricServer server(String scheme, String host) {
    return server(scheme, host, LIMITS);
  }

  private MetricServer server(String scheme, String host, Limits limits) {
    return MetricServer.ofProvider(
        "main", URI.create(url(scheme, host)), new Credentials.None(), Optional.empty(), limits);
  }

  private String url(String scheme, String host) {
    return "%s://%s:%d".formatted(scheme, host, server.port());
  }

  /** Names as above, and everything else as the system reads it, odd forms of numbers too. */
  private static InetAddress[] resolve(String host) throws UnknownHostException {
    String known = NAMES.get(host);
    return known == null
        ? InetAddress.getAllByName(host)
        : Arrays.stream(known.split(" ")).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
  }
}
