package dev.mulkko.operator.telemetry.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/** Certificates and keys as people write them. What is wrong is said, and never with their text. */
final class Pem {

  private Pem() {}

  /**
   * All certificates of a text.
   *
   * @param what they are, as the beginning of a sentence
   */
  static List<X509Certificate> certificates(String text, String what) {
    try {
      List<X509Certificate> all =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(text.getBytes(UTF_8)))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (!all.isEmpty()) {
        return all;
      }
    } catch (CertificateException e) {
      // Its message may repeat the text.
    }
    throw new IllegalArgumentException(
        what + " cannot be read: write PEM that begins with -----BEGIN CERTIFICATE-----");
  }

  /** The private key of a certificate. */
  static PrivateKey key(String text, X509Certificate certificate) {
    PrivateKey key =
        switch (part(text)) {
          case PrivateKeyInfo info -> converted(info);
          case PEMKeyPair pair -> converted(pair.getPrivateKeyInfo());
          default -> throw refused("has a password: write it without one");
        };
    if (!belongs(key, certificate)) {
      throw refused("belongs to another certificate");
    }
    return key;
  }

  /** The first that is a key: the parameters of a curve may stand before it. */
  private static Object part(String text) {
    try (PEMParser parser = new PEMParser(new StringReader(text))) {
      for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
        if (part instanceof PrivateKeyInfo
            || part instanceof PEMKeyPair
            || part instanceof PEMEncryptedKeyPair
            || part instanceof PKCS8EncryptedPrivateKeyInfo) {
          return part;
        }
      }
    } catch (IOException | RuntimeException e) {
      // Its message may repeat the text.
    }
    throw refused("cannot be read: write PEM of PKCS#8, PKCS#1 or SEC1");
  }

  private static PrivateKey converted(PrivateKeyInfo info) {
    try {
      return new JcaPEMKeyConverter().getPrivateKey(info);
    } catch (PEMException e) {
      throw refused("is of a kind that is not known: write one of RSA, EC or Ed25519");
    }
  }

  private static IllegalArgumentException refused(String why) {
    return new IllegalArgumentException("the key of the client certificate " + why);
  }

  private static boolean belongs(PrivateKey key, X509Certificate certificate) {
    byte[] text = new byte[32];
    new SecureRandom().nextBytes(text);
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    try {
      Signature signing = Signature.getInstance(algorithm);
      signing.initSign(key);
      signing.update(text);
      Signature checking = Signature.getInstance(algorithm);
      checking.initVerify(certificate.getPublicKey());
      checking.update(text);
      return checking.verify(signing.sign());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
