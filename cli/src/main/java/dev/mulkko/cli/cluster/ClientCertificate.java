package dev.mulkko.cli.cluster;

import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * One key and its certificate, held as they are: a key store would encrypt the key and decrypt it
 * again, in ten thousand rounds each, which is longer than all the rest takes.
 */
final class ClientCertificate extends X509ExtendedKeyManager {

  private static final String ALIAS = "user";

  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;
  private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};

  private final PrivateKey key;
  private final X509Certificate[] chain;

  private ClientCertificate(PrivateKey key, X509Certificate[] chain) {
    this.key = key;
    this.chain = chain;
  }

  /**
   * Reads PEM.
   *
   * @throws GeneralSecurityException also when the key is in a form that is not known here
   */
  static ClientCertificate of(String certificate, String key) throws GeneralSecurityException {
    X509Certificate[] chain =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(
                new ByteArrayInputStream(certificate.getBytes(StandardCharsets.US_ASCII)))
            .toArray(X509Certificate[]::new);
    if (chain.length == 0) {
      throw new GeneralSecurityException("no certificate");
    }
    String algorithm = chain[0].getPublicKey().getAlgorithm();
    return new ClientCertificate(
        KeyFactory.getInstance(algorithm)
            .generatePrivate(new PKCS8EncodedKeySpec(pkcs8(key, chain[0].getPublicKey()))),
        chain);
  }

  /** Either as PKCS #8, or as the bare key of its algorithm (PKCS #1, SEC 1), which lies in it. */
  private static byte[] pkcs8(String pem, PublicKey matching) throws GeneralSecurityException {
    if (pem.contains("ENCRYPTED")) {
      throw new InvalidKeyException("encrypted");
    }
    byte[] key = body(pem);
    return pem.contains("-----BEGIN PRIVATE KEY-----")
        ? key
        : der(SEQUENCE, VERSION_0, algorithm(matching.getEncoded()), der(OCTETS, key));
  }

  /** The first element of what describes a public key names its algorithm and its parameters. */
  private static byte[] algorithm(byte[] publicKey) {
    int begin = publicKey[1] < 0 ? 2 + (publicKey[1] & 0x7f) : 2;
    return Arrays.copyOfRange(publicKey, begin, begin + 2 + publicKey[begin + 1]);
  }

  private static byte[] der(int tag, byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteBuffer element = ByteBuffer.allocate(4 + length).put((byte) tag);
    if (length < 0x80) {
      element.put((byte) length);
    } else if (length < 0x100) {
      element.put((byte) 0x81).put((byte) length);
    } else {
      element.put((byte) 0x82).putShort((short) length);
    }
    for (byte[] part : parts) {
      element.put(part);
    }
    return Arrays.copyOf(element.array(), element.position());
  }

  private static byte[] body(String pem) throws GeneralSecurityException {
    try {
      return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    } catch (IllegalArgumentException e) {
      throw new InvalidKeyException("no PEM", e);
    }
  }

  private static boolean isOf(String keyType, String algorithm) {
    return keyType.equals(algorithm) || keyType.startsWith(algorithm + "_");
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    for (String type : keyTypes) {
      if (isOf(type, key.getAlgorithm())) {
        return ALIAS;
      }
    }
    return null;
  }

  @Override
  public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return isOf(keyType, key.getAlgorithm()) ? new String[] {ALIAS} : new String[0];
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return chain.clone();
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return key;
  }

  @Override
  public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return new String[0];
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }
}
