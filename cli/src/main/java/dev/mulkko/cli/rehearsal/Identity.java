package dev.mulkko.cli.rehearsal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * An authority, made for one run, and whom it knows: a server, and a user for each kind of key.
 * Were the server its own authority, as one certificate less would have it, nobody would learn what
 * it takes to check a chain.
 */
record Identity(KeyStore store) {

  /** The algorithms of keys that clusters give, which are also the names of who has them. */
  static final List<String> USERS = List.of("RSA", "EC");

  private static final String AUTHORITY = "authority";
  private static final String SERVER = "server";
  private static final char[] PASSWORD = "rehearsal".toCharArray();

  static Identity create(Path folder)
      throws IOException, GeneralSecurityException, InterruptedException {
    Path file = folder.resolve("identity.p12");
    generate(file, AUTHORITY, "RSA", "-ext", "bc:c");
    generate(file, SERVER, "RSA", "-ext", "san=ip:127.0.0.1,dns:localhost", "-signer", AUTHORITY);
    for (String user : USERS) {
      generate(file, user, user, "-signer", AUTHORITY);
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return new Identity(store);
  }

  private static void generate(Path file, String name, String algorithm, String... more)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                algorithm,
                "-sigalg",
                "SHA256withRSA",
                "-ext",
                "eku=serverAuth,clientAuth",
                "-dname",
                "CN=" + name,
                "-validity",
                "2",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD)));
    command.addAll(List.of(more));
    Process keytool = new ProcessBuilder(command).inheritIO().start();
    if (!keytool.waitFor(1, TimeUnit.MINUTES) || keytool.exitValue() != 0) {
      throw new IOException("keytool failed");
    }
  }

  /** That of the server. */
  SSLContext context() throws IOException, GeneralSecurityException {
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, PASSWORD);
    own.setKeyEntry(
        SERVER, store.getKey(SERVER, PASSWORD), PASSWORD, store.getCertificateChain(SERVER));
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(own, PASSWORD);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  /**
   * As kubeconfigs of most local clusters have it: who may log in is said by a certificate. There
   * is a context for each kind of key, of which the first is the current one, and one that asks a
   * program, as clouds have it. Lists are written in each way that YAML has: in brackets, and with
   * and without an indent.
   */
  String kubeconfig(int port) throws GeneralSecurityException {
    StringBuilder users = new StringBuilder();
    StringBuilder contexts = new StringBuilder();
    for (String user : USERS) {
      users.append(
          """
          - name: %1$s
            user:
              client-certificate-data: %2$s
              client-key-data: %3$s
          """
              .formatted(
                  user,
                  certificate(user),
                  data("PRIVATE KEY", store.getKey(user, PASSWORD).getEncoded())));
      contexts.append(
          """
            - name: %1$s
              context: {cluster: rehearsal, user: %1$s, namespace: web}
          """
              .formatted(user));
    }
    users.append(
        """
        - name: plugin
          user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: echo, args: ['{"status": {"token": "x"}}']}}
        """);
    contexts.append("  - {name: plugin, context: {cluster: rehearsal, user: plugin}}\n");
    return """
    apiVersion: v1
    kind: Config
    clusters: [{name: rehearsal, cluster: {server: "https://127.0.0.1:%d", certificate-authority-data: %s}}]
    current-context: %s
    users:
    %scontexts:
    %s"""
        .formatted(port, certificate(AUTHORITY), USERS.getFirst(), users, contexts);
  }

  private String certificate(String name) throws GeneralSecurityException {
    return data("CERTIFICATE", store.getCertificate(name).getEncoded());
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
