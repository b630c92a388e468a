package dev.mulkko.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/** Keys with a certificate, as {@code user} of a key store, and their PEM. */
final class Keys {

  static final char[] PASSWORD = "password".toCharArray();

  private Keys() {}

  static String pem(String what, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(what, Base64.getMimeEncoder().encodeToString(der), what);
  }

  static KeyStore made(Path folder, String algorithm, String size)
      throws IOException, GeneralSecurityException, InterruptedException {
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
