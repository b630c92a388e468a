package dev.mulkko.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a read believes to be the API server. */
class AuthoritiesTest {

  private static final String HERE = "-ext san=ip:127.0.0.1";
  private static final String SERVER = "-signer authority -ext eku=serverAuth " + HERE;

  private static final AtomicInteger SERVERS = new AtomicInteger();

  @TempDir private static Path folder = Path.of("");

  private final AtomicInteger requests = new AtomicInteger();

  @BeforeAll
  static void authorities() throws Exception {
    Keys.more(folder, "authority", "-ext bc:c");
    Keys.more(folder, "impostor", "-dname CN=authority -ext bc:c");
    Keys.more(folder, "between", "-signer authority -ext bc:c");
    Keys.more(folder, "user", "-signer authority -ext eku=clientAuth");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        SERVER,
        "-signer authority " + HERE,
        "-signer authority -ext eku=anyExtendedKeyUsage " + HERE,
        "-signer authority -ext ku=digitalSignature -ext san=dns:localhost,ip:127.0.0.1",
        "-signer between " + HERE
      })
  void aServerThatTheAuthorityVouchesForIsRead(String server) throws Exception {
    assertThat(read(server, "authority")).contains(new QuickRead.Answer("{}"));
  }

  @Test
  void whatAServerSendsBeyondItsAuthorityIsNotLookedAt() throws Exception {
    assertThat(read("-signer between " + HERE, "between")).contains(new QuickRead.Answer("{}"));
  }

  @Test
  void aServerMayBeItsOwnAuthority() throws Exception {
    assertThat(read(HERE, null)).contains(new QuickRead.Answer("{}"));
  }

  @ParameterizedTest
  @CsvSource({
    // another authority of the same name
    SERVER + ", impostor",
    // another server
    "-signer authority -ext eku=serverAuth -ext san=ip:127.0.0.2, authority",
    "-signer authority -ext eku=serverAuth -ext san=dns:localhost, authority",
    "-signer authority -ext eku=serverAuth, authority",
    // not any more, and not yet
    "-startdate -9d -validity 5 " + SERVER + ", authority",
    "-startdate +3d -validity 5 " + SERVER + ", authority",
    // a user
    "-signer authority -ext eku=clientAuth " + HERE + ", authority",
    "-signer authority -ext ku=keyCertSign " + HERE + ", authority",
    // a user who vouches for himself
    "-signer user " + HERE + ", authority",
    // nobody
    HERE + ", authority"
  })
  void nothingIsAskedOfAnother(String server, String trusted) throws Exception {
    assertThat(read(server, trusted)).isEmpty();
    assertThat(requests).hasValue(0);
  }

  /**
   * What a server answers that has a certificate of its own.
   *
   * @param server how its certificate is made
   * @param trusted the authority of the kubeconfig; null for the server itself
   */
  private Optional<QuickRead.Answer> read(String server, @Nullable String trusted)
      throws IOException, GeneralSecurityException, InterruptedException {
    String name = "server-" + SERVERS.incrementAndGet();
    KeyStore store = Keys.more(folder, name, server);
    HttpsServer answering = answering(store, name);
    try {
      Kubeconfig config =
          new Kubeconfig(
              URI.create("https://127.0.0.1:" + answering.getAddress().getPort()),
              Keys.pem(
                  "CERTIFICATE",
                  store.getCertificate(trusted == null ? name : trusted).getEncoded()),
              null,
              null,
              "secret",
              "default");
      return QuickRead.of(config).orElseThrow().get("/version");
    } finally {
      answering.stop(0);
    }
  }

  private HttpsServer answering(KeyStore store, String name)
      throws IOException, GeneralSecurityException {
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, Keys.PASSWORD);
    own.setKeyEntry(
        name, store.getKey(name, Keys.PASSWORD), Keys.PASSWORD, store.getCertificateChain(name));
    KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
    keys.init(own, Keys.PASSWORD);
    SSLContext identity = SSLContext.getInstance("TLS");
    identity.init(keys.getKeyManagers(), null, null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(identity));
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[] {'{', '}'});
          }
        });
    server.start();
    return server;
  }
}
