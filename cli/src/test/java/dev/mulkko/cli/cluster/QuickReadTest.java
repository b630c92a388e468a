package dev.mulkko.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickReadTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void whereNobodyAnswersTheClientNeedNotTryAgain() throws Exception {
    byte[] authority = Keys.made(folder, "EC", "256").getCertificate("user").getEncoded();
    QuickRead quick = QuickRead.of(nobody(Keys.pem("CERTIFICATE", authority))).orElseThrow();
    assertThatThrownBy(() -> quick.get("/version"))
        .isInstanceOf(KubernetesClientException.class)
        .hasRootCauseInstanceOf(ConnectException.class)
        .hasMessageContaining("https://127.0.0.1:1");
  }

  @Test
  void anAuthorityThatIsNoneIsLeftToTheClient() {
    assertThat(QuickRead.of(nobody("-----BEGIN CERTIFICATE-----\nx"))).isEmpty();
  }

  private static Kubeconfig nobody(String authority) {
    return new Kubeconfig(
        URI.create("https://127.0.0.1:1/"), authority, null, null, null, "default");
  }
}
