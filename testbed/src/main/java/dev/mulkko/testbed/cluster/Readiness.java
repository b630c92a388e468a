package dev.mulkko.testbed.cluster;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** How a process shows that it is ready. */
@FunctionalInterface
interface Readiness {

  boolean reached();

  /** Ready when a GET of the URL is answered with 200, whoever signed its certificate. */
  static Readiness answers(String url) {
    return () -> {
      try {
        HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setConnectTimeout(1000);
        connection.setReadTimeout(2000);
        if (connection instanceof HttpsURLConnection https) {
          https.setSSLSocketFactory(TrustAnyone.SOCKETS);
          https.setHostnameVerifier((host, session) -> true);
        }
        return connection.getResponseCode() == 200;
      } catch (IOException notYet) {
        return false;
      }
    };
  }

  /** The certificates are self-signed by processes that we started, on our own loopback. */
  final class TrustAnyone implements X509TrustManager {
    private static final SSLSocketFactory SOCKETS = sockets();

    private TrustAnyone() {}

    private static SSLSocketFactory sockets() {
      try {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustAnyone()}, new SecureRandom());
        return context.getSocketFactory();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
