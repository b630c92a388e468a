package dev.mulkko.cli.cluster;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.X509TrustManager;

/**
 * Trusts whom the authorities of a kubeconfig vouch for, by the rules of the Java runtime (PKIX).
 * Its own trust manager has the same ones, but first reads all authorities that came with the
 * runtime, to see whether it is one of those. That the name is the server's is not seen here: TLS
 * compares it beside any trust manager that leaves it to TLS, as this one does.
 */
final class Authorities implements X509TrustManager {

  private static final String ANY_PURPOSE = "2.5.29.37.0";
  private static final String TLS_SERVER = "1.3.6.1.5.5.7.3.1";
  private static final int DIGITAL_SIGNATURE = 0;

  private final PKIXParameters rules;

  private Authorities(PKIXParameters rules) {
    this.rules = rules;
  }

  /**
   * Reads PEM.
   *
   * @throws GeneralSecurityException when there is none in it
   */
  static Authorities of(String pem) throws GeneralSecurityException {
    Set<TrustAnchor> anchors = new HashSet<>();
    for (Certificate certificate :
        CertificateFactory.getInstance("X.509")
            .generateCertificates(
                new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))) {
      X509Certificate authority = (X509Certificate) certificate;
      // The name and the key: it is for a whole certificate that the runtime reads all others.
      anchors.add(
          new TrustAnchor(authority.getSubjectX500Principal(), authority.getPublicKey(), null));
    }
    PKIXParameters rules = new PKIXParameters(anchors);
    // As for every trust manager of the runtime that is not told where to ask: nobody is asked.
    rules.setRevocationEnabled(false);
    return new Authorities(rules);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String keyExchange)
      throws CertificateException {
    try {
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(path(chain)), rules);
    } catch (GeneralSecurityException e) {
      throw new CertificateException(e.getMessage(), e);
    }
    checkPurpose(chain[0]);
  }

  /** Up to the first whose issuer is trusted: a server may send more than that. */
  private List<X509Certificate> path(X509Certificate[] chain) {
    List<X509Certificate> path = new ArrayList<>();
    for (X509Certificate certificate : chain) {
      path.add(certificate);
      boolean trusted =
          rules.getTrustAnchors().stream()
              .anyMatch(anchor -> anchor.getCA().equals(certificate.getIssuerX500Principal()));
      if (trusted) {
        break;
      }
    }
    return path;
  }

  /** A user's certificate has the same authority, and must not speak as a server. */
  private static void checkPurpose(X509Certificate server) throws CertificateException {
    List<String> purposes = server.getExtendedKeyUsage();
    if (purposes != null && !purposes.contains(TLS_SERVER) && !purposes.contains(ANY_PURPOSE)) {
      throw new CertificateException("not the certificate of a server");
    }
    boolean[] uses = server.getKeyUsage();
    if (uses != null && !uses[DIGITAL_SIGNATURE]) {
      throw new CertificateException("not the certificate of one who signs");
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String keyExchange)
      throws CertificateException {
    throw new CertificateException("nobody asks this client");
  }

  /** None that are named: only servers tell clients whom they trust. */
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
