package dev.mulkko.operator.telemetry.server;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.jspecify.annotations.Nullable;

/** Who is trusted, and what is shown. */
final class Tls {

  private Tls() {}

  /** Null where there is no TLS. */
  static @Nullable TlsSocketStrategy of(MetricServer server) {
    if (!server.address().getScheme().equalsIgnoreCase("https")) {
      if (server.credentials() instanceof Credentials.ClientCertificate) {
        throw new IllegalArgumentException(
            "only TLS shows a client certificate: write https:// in " + server.field());
      }
      return null;
    }
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(server.credentials()), trust(server.authorities()), null);
      // The JDK itself compares the name in the handshake, before a byte is sent.
      return new DefaultClientTlsStrategy(
          context, HostnameVerificationPolicy.BUILTIN, NoopHostnameVerifier.INSTANCE);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("the certificates cannot be used", e);
    }
  }

  private static TrustManager[] trust(Optional<String> authorities)
      throws GeneralSecurityException, IOException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    KeyStore store = null;
    if (authorities.isPresent()) {
      store = empty();
      for (X509Certificate each : Pem.certificates(authorities.get(), "the CA certificates")) {
        store.setCertificateEntry("ca" + store.size(), each);
      }
    }
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyManager[] keys(Credentials credentials)
      throws GeneralSecurityException, IOException {
    if (!(credentials instanceof Credentials.ClientCertificate shown)) {
      return new KeyManager[0];
    }
    List<X509Certificate> chain = Pem.certificates(shown.chain(), "the client certificate");
    KeyStore store = empty();
    store.setKeyEntry(
        "client",
        Pem.key(shown.key(), chain.getFirst()),
        new char[0],
        chain.toArray(X509Certificate[]::new));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, new char[0]);
    return factory.getKeyManagers();
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
