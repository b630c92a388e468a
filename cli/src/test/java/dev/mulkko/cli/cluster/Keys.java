package dev.mulkko.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

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
    return generated(
        folder.resolve(algorithm + size),
        "user",
        "-keyalg %s -keysize %s -dname CN=kim".formatted(algorithm, size));
  }

  /**
   * One more in the store of the folder.
   *
   * @param options of keytool, such as who signs
   */
  static KeyStore more(Path folder, String name, String options)
      throws IOException, GeneralSecurityException, InterruptedException {
    String subject = options.contains("-dname") ? "" : "-dname CN=%s ".formatted(name);
    return generated(
        folder.resolve("store"), name, "-keyalg EC -groupname secp256r1 " + subject + options);
  }

  private static KeyStore generated(Path file, String name, String options)
      throws IOException, GeneralSecurityException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD)));
    command.addAll(List.of(options.split(" ", -1)));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }
}
