package dev.mulkko.operator.telemetry.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mulkko.engine.model.Probe;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever may write a Rollout chooses a path and a name, but not where the operator calls. */
class TargetTest {

  private static final Map<String, String> NAMES =
      Map.of(
          "gateway.example", "10.0.0.7",
          "localhost", "127.0.0.1",
          "rebound.example", "127.0.0.1",
          "metadata.example", "169.254.169.254",
          "mixed.example", "10.0.0.7 169.254.169.254",
          "mapped.example", "::ffff:169.254.169.254");

  @ParameterizedTest
  @CsvSource({
    "gateway.example,            http://gateway.example/healthz",
    "gateway.example,            https://gateway.example/",
    "gateway.example,            http://GATEWAY.example",
    "Gateway.Example:8080,       http://gateway.example:8080/",
    "'other, gateway.example:80', http://gateway.example/",
    "10.0.0.7:8080,              http://10.0.0.7:8080/",
    "[fd00::7]:8080,             'http://[fd00::7]:8080/'",
    "localhost:8080,             http://localhost:8080/",
    "127.0.0.1:8080,             http://127.0.0.1:8080/",
    "'[::1]:8080',               'http://[::1]:8080/'",
  })
  void whatIsListedIsAsked(String listed, String url) throws Target.Refused {
    assertThat(target(listed, url, null).address().getAddress()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "'',                   http://gateway.example/",
    "other.example,        http://gateway.example/",
    "gateway.example,      http://gateway.example:8080/",
    "gateway.example:8080, http://gateway.example/",
    "gateway.example:80,   https://gateway.example/",
    "gateway.example,      http://gateway.example.evil.example/",
    "gateway.example,      http://10.0.0.7/",
    "10.0.0.7,             http://gateway.example/",
  })
  void whatIsNotListedIsRefusedWithWhatToDo(String listed, String url) {
    assertThatThrownBy(() -> target(listed, url, null))
        .isInstanceOf(Target.Refused.class)
        .hasMessageStartingWith("MULKKO_PROBE_HOSTS of the operator does not list ")
        .hasMessageEndingWith(": add it there");
  }

  /** The list names them, and still. */
  @ParameterizedTest
  @CsvSource({
    "metadata.example,         http://metadata.example/",
    "mixed.example,            http://mixed.example/",
    "mapped.example,           http://mapped.example/",
    "rebound.example,          http://rebound.example/",
    "169.254.169.254,          http://169.254.169.254/",
    "169.254.0.1,              http://169.254.0.1/",
    "100.100.100.200,          http://100.100.100.200/",
    "168.63.129.16,            http://168.63.129.16/",
    "0.0.0.0,                  http://0.0.0.0/",
    "224.0.0.1,                http://224.0.0.1/",
    "[::],                     'http://[::]/'",
    "[fe80::1],                'http://[fe80::1]/'",
    "[fd00:ec2::254],          'http://[fd00:ec2::254]/'",
    "[::ffff:169.254.169.254], 'http://[::ffff:169.254.169.254]/'",
    "[::a9fe:a9fe],            'http://[::a9fe:a9fe]/'",
    "[64:ff9b::a9fe:a9fe],     'http://[64:ff9b::a9fe:a9fe]/'",
    "[64:ff9b::7f00:1],        'http://[64:ff9b::7f00:1]/'",
    "[2002:a9fe:a9fe::1],      'http://[2002:a9fe:a9fe::1]/'",
  })
  void metadataAndThisMachineAreNeverAsked(String listed, String url) {
    assertThatThrownBy(() -> target(listed, url, null))
        .isInstanceOf(Target.Refused.class)
        .hasMessageContaining(", which is never asked");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "ftp://gateway.example/",
        "http://kim:secret@gateway.example/",
        "http://gateway.example/?q",
        "http://gateway.example/#f",
        "http://gateway.example:0/",
        "http://gateway.example:65536/",
        "http:///path",
        "http://gateway.example/a b",
        "http://gateway.example/\r\nX-Evil: 1",
      })
  void anythingButSchemeHostPortAndPathIsRefused(String url) {
    assertThatThrownBy(() -> target("gateway.example", url, null))
        .isInstanceOf(Target.Refused.class)
        .hasMessageStartingWith("spec.traffic.probe.url is ");
  }

  @Test
  void aNameThatNobodyKnowsIsRefused() {
    assertThatThrownBy(() -> target("nowhere.example", "http://nowhere.example", null))
        .isInstanceOf(Target.Refused.class)
        .hasMessage("no address is known for nowhere.example: check spec.traffic.probe.url");
  }

  @Test
  void aRequestHasOneHeaderThatSomebodyChooses() throws Target.Refused {
    assertThat(target("gateway.example:8080", "http://gateway.example:8080/a%20b", "shop.example"))
        .isEqualTo(
            new Target(
                new InetSocketAddress(InetAddress.ofLiteral("10.0.0.7"), 8080),
                Optional.empty(),
                "GET /a%20b HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n",
                "x-version"));
    assertThat(target("gateway.example", "https://gateway.example", "shop.example:443").name())
        .contains("shop.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://gateway.example", "gateway.example/path", "a:0", "a:65536", "*.b", "a b"})
  void aListThatCannotBeReadIsRefusedAtStart(String list) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProbeHosts.from(list))
        .withMessageStartingWith("MULKKO_PROBE_HOSTS has " + list + ": write host or host:port");
  }

  private static Target target(String listed, String url, @Nullable String host)
      throws Target.Refused {
    Probe probe = new Probe(url, Optional.ofNullable(host), "x-version", 100, 5);
    return Target.of(probe, ProbeHosts.from(listed), TargetTest::resolve);
  }

  /** Names as above, and literals as they are. */
  private static InetAddress[] resolve(String host) throws UnknownHostException {
    String known = NAMES.get(host.toLowerCase(Locale.ROOT));
    if (known == null && host.endsWith(".example")) {
      throw new UnknownHostException(host);
    }
    return Arrays.stream((known == null ? host : known).split(" "))
        .map(literal -> InetAddress.ofLiteral(literal.replaceAll("[\\[\\]]", "")))
        .toArray(InetAddress[]::new);
  }
}
