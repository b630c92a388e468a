package dev.mulkko.cli.rehearsal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A key and its certificate, made for one run. */
record Identity(KeyStore store) {

  private static final String NAME = "rehearsal";
  private static final char[] PASSWORD = "rehearsal".toCharArray();

  static Identity create(Path folder)
      throws IOException, GeneralSecurityException, InterruptedException {
    Path file = folder.resolve("identity.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                NAME,
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1,dns:localhost",
                "-validity",
                "2",
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD))
            .inheritIO()
            .start();
    if (!keytool.waitFor(1, TimeUnit.MINUTES) || keytool.exitValue() != 0) {
      throw new IOException("keytool failed");
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return new Identity(store);
  }

  SSLContext context() throws GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  /** As kubeconfigs of most local clusters have it: who may log in is said by a certificate. */
  String kubeconfig(int port) throws GeneralSecurityException {
    Certificate certificate = store.getCertificate(NAME);
    String pem = data("CERTIFICATE", certificate.getEncoded());
    String key = data("PRIVATE KEY", store.getKey(NAME, PASSWORD).getEncoded());
    return """
    apiVersion: v1
    kind: Config
    clusters: [{name: rehearsal, cluster: {server: "https://127.0.0.1:%d", certificate-authority-data: %s}}]
    users: [{name: rehearsal, user: {client-certificate-data: %s, client-key-data: %s}}]
    contexts: [{name: rehearsal, context: {cluster: rehearsal, user: rehearsal, namespace: web}}]
    current-context: rehearsal
    """
        .formatted(port, pem, pem, key);
  }

  private static String data(String what, byte[] der) {
    Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
    String pem =
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(what, lines.encodeToString(der), what);
    return Base64.getEncoder()
        .encodeToString(pem.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }
}
