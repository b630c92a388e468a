package dev.mulkko.cli.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a cluster that is named in the usual way, without the half second that a whole client
 * takes to start. It knows only answers that are as they should be: whatever else there is, the
 * client asks again, and says what is wrong.
 */
final class QuickRead {

  private final Kubeconfig config;
  private final String base;
  private final SSLSocketFactory sockets;

  private QuickRead(Kubeconfig config, SSLSocketFactory sockets) {
    this.config = config;
    this.base = config.server().toString().replaceFirst("/+$", "");
    this.sockets = sockets;
  }

  /** Empty when the client must ask. */
  static Optional<QuickRead> of(Kubeconfig config) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(identity(config), new TrustManager[] {Authorities.of(config.authority())}, null);
      SSLSocketFactory sockets = new QuickSockets(context.getSocketFactory());
      // Without a usual one, each connection first reads all authorities of the Java runtime, only
      // to be told of another.
      HttpsURLConnection.setDefaultSSLSocketFactory(sockets);
      return Optional.of(new QuickRead(config, sockets));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static KeyManager[] identity(Kubeconfig config) throws GeneralSecurityException {
    String certificate = config.certificate();
    String key = config.key();
    return certificate == null || key == null
        ? new KeyManager[0]
        : new KeyManager[] {ClientCertificate.of(certificate, key)};
  }

  /**
   * An answer that is as it should be.
   *
   * @param body null when there is no such object
   */
  record Answer(@Nullable String body) {}

  /**
   * Empty when the client must ask.
   *
   * @throws KubernetesClientException when nobody answers there
   */
  Optional<Answer> get(String path) {
    try {
      HttpsURLConnection connection =
          (HttpsURLConnection) URI.create(base + path).toURL().openConnection(Proxy.NO_PROXY);
      connection.setSSLSocketFactory(sockets);
      // Asked when the server's certificate is not for its host: TLS itself would ask first whether
      // it is from an authority of the Java runtime, and read all of those.
      connection.setHostnameVerifier((_, _) -> false);
      connection.setInstanceFollowRedirects(false);
      connection.setConnectTimeout((int) ClusterOptions.CONNECT.toMillis());
      connection.setReadTimeout((int) ClusterOptions.ANSWER.toMillis());
      connection.setRequestProperty("Accept", "application/json");
      connection.setRequestProperty("User-Agent", ClusterOptions.USER_AGENT);
      String token = config.token();
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
    } catch (ConnectException
        | NoRouteToHostException
        | UnknownHostException
        | SocketTimeoutException e) {
      // The client would only wait as long once more.
      throw new KubernetesClientException("no answer from " + base, e);
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
