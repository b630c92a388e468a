package dev.mulkko.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys as kubeconfigs have them: kind writes PKCS #1, k3s SEC 1, others PKCS #8. */
class ClientCertificateTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"RSA, 2048, RSA, RSA", "EC, 256, EC, EC_EC", "EC, 384, EC, EC"})
  void aKeyIsTheSameInBothOfItsForms(String algorithm, String size, String bare, String type)
      throws Exception {
    KeyStore store = Keys.made(folder, algorithm, size);
    byte[] key = store.getKey("user", Keys.PASSWORD).getEncoded();
    String certificate = Keys.pem("CERTIFICATE", store.getCertificate("user").getEncoded());

    ClientCertificate whole = ClientCertificate.of(certificate, Keys.pem("PRIVATE KEY", key));
    ClientCertificate within =
        ClientCertificate.of(certificate, Keys.pem(bare + " PRIVATE KEY", inner(key)));

    assertThat(whole.getPrivateKey("user").getEncoded()).isEqualTo(key);
    assertThat(within.getPrivateKey("user")).isEqualTo(whole.getPrivateKey("user"));
    assertThat(whole.chooseClientAlias(new String[] {"DSA", type}, null, null)).isEqualTo("user");
    assertThat(whole.chooseClientAlias(new String[] {"DSA"}, null, null)).isNull();
    assertThat(whole.getCertificateChain("user"))
        .containsExactly((java.security.cert.X509Certificate) store.getCertificate("user"));
  }

  @Test
  void whatItCannotReadIsRefused() throws Exception {
    KeyStore store = Keys.made(folder, "EC", "256");
    String certificate = Keys.pem("CERTIFICATE", store.getCertificate("user").getEncoded());
    byte[] key = store.getKey("user", Keys.PASSWORD).getEncoded();
    for (String text :
        new String[] {
          "", "no key", Keys.pem("ENCRYPTED PRIVATE KEY", key), Keys.pem("PRIVATE KEY", new byte[9])
        }) {
      assertThatThrownBy(() -> ClientCertificate.of(certificate, text))
          .isInstanceOf(GeneralSecurityException.class);
    }
    assertThatThrownBy(() -> ClientCertificate.of("", Keys.pem("PRIVATE KEY", key)))
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
}
