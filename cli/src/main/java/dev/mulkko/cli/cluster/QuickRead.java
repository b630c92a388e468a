package dev.mulkko.cli.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a cluster that is named in the usual way, without the half second that a whole client
 * takes to start. It knows only answers that are as they should be: whatever else there is, the
 * client asks again, and says what is wrong.
 */
final class QuickRead {

  private final Config config;
  private final SSLSocketFactory sockets;

  private QuickRead(Config config, SSLSocketFactory sockets) {
    this.config = config;
    this.sockets = sockets;
  }

  /** Empty when the kubeconfig asks for more than an own authority, a certificate or a token. */
  static Optional<QuickRead> of(Config config) {
    if (!config.getMasterUrl().startsWith("https://")
        || !hasAuthority(config)
        || asksMore(config)) {
      return Optional.empty();
    }
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(SSLUtils.keyManagers(config), authority(config), null);
      return Optional.of(new QuickRead(config, context.getSocketFactory()));
    } catch (IOException
        | GeneralSecurityException
        | IllegalArgumentException
        | KubernetesClientException e) {
      return Optional.empty();
    }
  }

  private static boolean hasAuthority(Config config) {
    return config.getCaCertData() != null || config.getCaCertFile() != null;
  }

  private static boolean asksMore(Config config) {
    return config.isTrustCerts()
        || config.isDisableHostnameVerification()
        || !Objects.requireNonNullElse(config.getCustomHeaders(), Map.of()).isEmpty()
        || Stream.of(
                config.getUsername(),
                config.getOauthTokenProvider(),
                config.getImpersonateUsername(),
                config.getHttpsProxy(),
                config.getTlsServerName(),
                config.getTrustStoreFile(),
                config.getKeyStoreFile())
            .anyMatch(QuickRead::isSet);
  }

  private static boolean isSet(@Nullable Object value) {
    return value != null && !value.equals("");
  }

  /** Only this one: those of the Java runtime are many, and of no use here. */
  private static TrustManager[] authority(Config config)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    String data = config.getCaCertData();
    byte[] pem =
        data == null
            ? Files.readAllBytes(Path.of(config.getCaCertFile()))
            : Base64.getMimeDecoder().decode(data);
    int number = 0;
    for (Certificate certificate :
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(pem))) {
      store.setCertificateEntry("authority-" + number++, certificate);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    return trust.getTrustManagers();
  }

  /**
   * An answer that is as it should be.
   *
   * @param body null when there is no such object
   */
  record Answer(@Nullable String body) {}

  /** Empty when the client must ask. */
  Optional<Answer> get(String path) {
    try {
      HttpsURLConnection connection =
          (HttpsURLConnection)
              URI.create(config.getMasterUrl())
                  .resolve(path)
                  .toURL()
                  .openConnection(Proxy.NO_PROXY);
      connection.setSSLSocketFactory(sockets);
      connection.setInstanceFollowRedirects(false);
      connection.setConnectTimeout(config.getConnectionTimeout());
      connection.setReadTimeout(config.getRequestTimeout());
      connection.setRequestProperty("Accept", "application/json");
      connection.setRequestProperty("User-Agent", config.getUserAgent());
      String token = token();
      if (token != null) {
        connection.setRequestProperty("Authorization", "Bearer " + token);
      }
      int code = connection.getResponseCode();
      if (code == HttpURLConnection.HTTP_NOT_FOUND) {
        return Optional.of(new Answer(null));
      }
      if (code != HttpURLConnection.HTTP_OK) {
        return Optional.empty();
      }
      try (InputStream body = connection.getInputStream()) {
        return Optional.of(new Answer(new String(body.readAllBytes(), StandardCharsets.UTF_8)));
      }
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private @Nullable String token() {
    String written = config.getOauthToken();
    return written == null ? config.getAutoOAuthToken() : written;
  }
}
