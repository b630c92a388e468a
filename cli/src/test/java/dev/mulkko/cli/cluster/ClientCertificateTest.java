package dev.mulkko.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys as kubeconfigs have them: kind writes PKCS #1, k3s SEC 1, others PKCS #8. */
class ClientCertificateTest {

  private static final char[] PASSWORD = "password".toCharArray();

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"RSA, 2048, RSA, RSA", "EC, 256, EC, EC_EC", "EC, 384, EC, EC"})
  void aKeyIsTheSameInBothOfItsForms(String algorithm, String size, String bare, String type)
      throws Exception {
    KeyStore store = made(algorithm, size);
    byte[] key = store.getKey("user", PASSWORD).getEncoded();
    String certificate = pem("CERTIFICATE", store.getCertificate("user").getEncoded());

    ClientCertificate whole = ClientCertificate.of(certificate, pem("PRIVATE KEY", key));
    ClientCertificate within =
        ClientCertificate.of(certificate, pem(bare + " PRIVATE KEY", inner(key)));

    assertThat(whole.getPrivateKey("user").getEncoded()).isEqualTo(key);
    assertThat(within.getPrivateKey("user")).isEqualTo(whole.getPrivateKey("user"));
    assertThat(whole.chooseClientAlias(new String[] {"DSA", type}, null, null)).isEqualTo("user");
    assertThat(whole.chooseClientAlias(new String[] {"DSA"}, null, null)).isNull();
    assertThat(whole.getCertificateChain("user"))
        .containsExactly((java.security.cert.X509Certificate) store.getCertificate("user"));
  }

  @Test
  void whatItCannotReadIsRefused() throws Exception {
    KeyStore store = made("EC", "256");
    String certificate = pem("CERTIFICATE", store.getCertificate("user").getEncoded());
    byte[] key = store.getKey("user", PASSWORD).getEncoded();
    for (String text :
        new String[] {
          "", "no key", pem("ENCRYPTED PRIVATE KEY", key), pem("PRIVATE KEY", new byte[9])
        }) {
      assertThatThrownBy(() -> ClientCertificate.of(certificate, text))
          .isInstanceOf(GeneralSecurityException.class);
    }
    assertThatThrownBy(() -> ClientCertificate.of("", pem("PRIVATE KEY", key)))
        .isInstanceOf(GeneralSecurityException.class);
  }

  /** The octets of the last element, which begins with its tag 4 and two lengths at most. */
  private static byte[] inner(byte[] pkcs8) {
    int octets = pkcs8[1] < 0 ? 2 + (pkcs8[1] & 0x7f) : 2;
    octets += 3;
    octets += 2 + pkcs8[octets + 1];
    int lengths = pkcs8[octets + 1] < 0 ? pkcs8[octets + 1] & 0x7f : 0;
    return Arrays.copyOfRange(pkcs8, octets + 2 + lengths, pkcs8.length);
  }

  private static String pem(String what, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(what, Base64.getMimeEncoder().encodeToString(der), what);
  }

  private KeyStore made(String algorithm, String size) throws Exception {
    Path file = folder.resolve(algorithm + size);
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "user",
                "-keyalg",
                algorithm,
                "-keysize",
                size,
                "-dname",
                "CN=kim",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }
}
