package dev.mulkko.operator.telemetry.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mulkko.operator.telemetry.server.Credentials.ClientCertificate;
import dev.mulkko.operator.telemetry.server.Credentials.None;
import dev.mulkko.operator.telemetry.server.MetricServer.Limits;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.URI;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real certificates and a real server, at the name prometheus.example. */
class TlsTest {

  /** When the end of the connection is seen before its reason. */
  private static final String BROKEN_OFF =
      "prometheus.example:443 broke off the connection, as servers do that take no client without a"
          + " certificate that they trust: Mulkko ";

  private static final String NAME = "prometheus.example";
  private static final Certificates CA;
  private static final Certificates OTHER_CA;
  private static final Certificates SERVER;
  private static final Certificates CLIENT;
  private static final Certificates EC_CLIENT;

  static {
    try {
      CA = Certificates.authority("ca");
      OTHER_CA = Certificates.authority("other");
      SERVER = CA.sign(NAME, Certificates.rsa());
      CLIENT = CA.sign("mulkko", Certificates.rsa());
      EC_CLIENT = CA.sign("mulkko", Certificates.ec());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static MetricServer described(int port, Credentials credentials, Optional<String> ca) {
    return MetricServer.ofProvider(
        "main", URI.create("https://%s:%d".formatted(NAME, port)), credentials, ca, Limits.USUAL);
  }

  private static String ask(TlsServer server, Credentials credentials, Optional<String> ca)
      throws Exception {
    MetricServer described = described(server.port(), credentials, ca);
    Resolver loopback = _ -> new InetAddress[] {InetAddress.getLoopbackAddress()};
    try (Connection connection = Connection.to(described, new Reach(true, Set.of()), loopback)) {
      return connection.post(described.address(), credentials, "query=up", 1000).body();
    }
  }

  private static String refusal(TlsServer server, Credentials credentials, Optional<String> ca) {
    MetricServer described = described(server.port(), credentials, ca);
    try {
      return "answered " + ask(server, credentials, ca);
    } catch (SSLException | SocketException e) {
      return new TlsWords(described, new ServerWords(credentials.secrets()))
          .of(e)
          .replace(":" + server.port(), ":443");
    } catch (Exception e) {
      return e.toString();
    }
  }

  private static Optional<String> ca() throws Exception {
    return Optional.of(CA.certificatePem());
  }

  @Test
  void aServerOfATrustedAuthorityIsAskedByItsName() throws Exception {
    try (TlsServer server = TlsServer.with(SERVER, Optional.empty())) {
      assertThat(ask(server, new None(), ca())).isEqualTo(NAME + ":" + server.port());
      Optional<String> both = Optional.of(OTHER_CA.certificatePem() + CA.certificatePem());
      assertThat(ask(server, new None(), both)).isEqualTo(NAME + ":" + server.port());
    }
  }

  @Test
  void aServerOfAnUnknownAuthorityIsNotAsked() throws Exception {
    String sentence =
        "the certificate of prometheus.example:443 is signed by nobody who is trusted: give the"
            + " CA's certificate beside spec.address of MetricProvider main";
    try (TlsServer server = TlsServer.with(SERVER, Optional.empty())) {
      assertThat(refusal(server, new None(), Optional.of(OTHER_CA.certificatePem())))
          .isEqualTo(sentence);
      assertThat(refusal(server, new None(), Optional.empty())).isEqualTo(sentence);
    }
  }

  @Test
  void aServerOfAnotherNameIsNotAsked() throws Exception {
    Certificates other = CA.sign("grafana.example", Certificates.rsa());
    try (TlsServer server = TlsServer.with(other, Optional.empty())) {
      assertThat(refusal(server, new None(), ca()))
          .isEqualTo(
              "the certificate of prometheus.example:443 is one of another name: check"
                  + " spec.address of MetricProvider main");
    }
  }

  @Test
  void aServerWhoseCertificateHasExpiredIsNotAsked() throws Exception {
    try (TlsServer server = TlsServer.with(CA.signExpired(NAME), Optional.empty())) {
      assertThat(refusal(server, new None(), ca()))
          .isEqualTo("the certificate of prometheus.example:443 has expired: renew it");
    }
  }

  static Stream<ClientCertificate> keys() throws Exception {
    String rsa = CLIENT.certificatePem();
    String ec = EC_CLIENT.certificatePem();
    return Stream.of(
        new ClientCertificate(rsa, CLIENT.classicKey()),
        new ClientCertificate(rsa, CLIENT.pkcs8Key()),
        new ClientCertificate(ec, EC_CLIENT.classicKey()),
        new ClientCertificate(ec, EC_CLIENT.keyAfterItsCurve()),
        new ClientCertificate(ec, EC_CLIENT.pkcs8Key()),
        new ClientCertificate(rsa + CA.certificatePem(), CLIENT.pkcs8Key() + "\n"));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void aClientCertificateIsShownWhateverFormItsKeyHas(ClientCertificate shown) throws Exception {
    try (TlsServer server = TlsServer.with(SERVER, Optional.of(CA))) {
      assertThat(ask(server, shown, ca())).isEqualTo(NAME + ":" + server.port());
    }
  }

  @Test
  void theKeysOfTheTableAreOfAllForms() throws Exception {
    assertThat(keys().map(ClientCertificate::key).map(key -> key.lines().findFirst().orElse("")))
        .contains(
            "-----BEGIN RSA PRIVATE KEY-----",
            "-----BEGIN PRIVATE KEY-----",
            "-----BEGIN EC PRIVATE KEY-----",
            "-----BEGIN EC PARAMETERS-----");
  }

  @Test
  void whoShowsNoCertificateWhereOneIsNeededIsTold() throws Exception {
    try (TlsServer server = TlsServer.with(SERVER, Optional.of(CA))) {
      assertThat(refusal(server, new None(), ca()))
          .isIn(
              "prometheus.example:443 takes no client without a certificate that it trusts, and"
                  + " Mulkko sends no credentials",
              BROKEN_OFF + "sends no credentials");
    }
  }

  @Test
  void whoShowsACertificateThatIsNotTrustedIsTold() throws Exception {
    Certificates stranger = OTHER_CA.sign("mulkko", Certificates.rsa());
    ClientCertificate shown = new ClientCertificate(stranger.certificatePem(), stranger.pkcs8Key());
    try (TlsServer server = TlsServer.with(SERVER, Optional.of(CA))) {
      assertThat(refusal(server, shown, ca()))
          .isIn(
              "prometheus.example:443 takes no client without a certificate that it trusts, and"
                  + " Mulkko shows a client certificate",
              BROKEN_OFF + "shows a client certificate");
    }
  }

  record Wrong(Credentials credentials, Optional<String> ca, String sentence) {}

  static List<Wrong> wrong() throws Exception {
    String certificate = CLIENT.certificatePem();
    String key = CLIENT.pkcs8Key();
    String agreement =
        Certificates.pem(
            new PemObject(
                "PRIVATE KEY",
                KeyPairGenerator.getInstance("X25519")
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded()));
    return List.of(
        new Wrong(
            new None(),
            Optional.of("canary-of-a-secret"),
            "the CA certificates cannot be read: write PEM that begins with -----BEGIN"
                + " CERTIFICATE-----"),
        new Wrong(
            new None(),
            Optional.of(""),
            "the CA certificates cannot be read: write PEM that begins with -----BEGIN"
                + " CERTIFICATE-----"),
        new Wrong(
            new ClientCertificate(key, key),
            ca(),
            "the client certificate cannot be read: write PEM that begins with -----BEGIN"
                + " CERTIFICATE-----"),
        new Wrong(
            new ClientCertificate(certificate, "canary-of-a-secret"),
            ca(),
            "the key of the client certificate cannot be read: write PEM of PKCS#8, PKCS#1 or SEC1"),
        new Wrong(
            new ClientCertificate(certificate, key.substring(0, key.length() / 2)),
            ca(),
            "the key of the client certificate cannot be read: write PEM of PKCS#8, PKCS#1 or SEC1"),
        new Wrong(
            new ClientCertificate(certificate, EC_CLIENT.pkcs8Key()),
            ca(),
            "the key of the client certificate belongs to another certificate"),
        new Wrong(
            new ClientCertificate(certificate, agreement),
            ca(),
            "the key of the client certificate belongs to another certificate"),
        new Wrong(
            new ClientCertificate(certificate, CLIENT.lockedKey()),
            ca(),
            "the key of the client certificate has a password: write it without one"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void whatCannotBeUsedIsSaidWithoutItsText(Wrong wrong) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Connection.to(
                    described(443, wrong.credentials, wrong.ca), new Reach(false, Set.of())))
        .withMessage(wrong.sentence)
        .withNoCause();
  }

  @Test
  void aClientCertificateNeedsTls() throws Exception {
    MetricServer plain =
        MetricServer.ofProvider(
            "main",
            URI.create("http://prometheus.example"),
            new ClientCertificate(CLIENT.certificatePem(), CLIENT.pkcs8Key()),
            Optional.empty(),
            Limits.USUAL);
    assertThatThrownBy(() -> Connection.to(plain, new Reach(false, Set.of())))
        .hasMessage(
            "only TLS shows a client certificate: write https:// in spec.address of"
                + " MetricProvider main");
  }
}
