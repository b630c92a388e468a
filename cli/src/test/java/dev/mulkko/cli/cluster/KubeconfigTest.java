package dev.mulkko.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read here, and what is left to the client. */
class KubeconfigTest {

  private static final String USUAL =
      """
      apiVersion: v1
      kind: Config
      clusters:
      - name: local
        cluster: {server: 'https://10.0.0.1:6443', certificate-authority-data: Q0E=}
      - name: far
        cluster: {server: 'https://far', certificate-authority: far.crt}
      users:
      - name: kim
        user: {client-certificate-data: Q0VSVA==, client-key-data: S0VZ}
      - name: robot
        user: {tokenFile: token}
      contexts:
      - name: shop
        context: {cluster: local, user: kim, namespace: shop}
      - name: far
        context: {cluster: far, user: robot}
      current-context: shop
      """;

  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void written() throws IOException {
    file = folder.resolve("config");
    Files.writeString(folder.resolve("far.crt"), "FAR");
    Files.writeString(folder.resolve("token"), "secret\n");
  }

  @Test
  void theCurrentContextIsRead() throws IOException {
    assertThat(read(USUAL, null))
        .contains(
            new Kubeconfig(URI.create("https://10.0.0.1:6443"), "CA", "CERT", "KEY", null, "shop"));
  }

  @Test
  void anotherContextIsReadWithTheFilesThatLieBesideTheKubeconfig() throws IOException {
    assertThat(read(USUAL, "far"))
        .contains(
            new Kubeconfig(URI.create("https://far"), "FAR", null, null, "secret", "default"));
  }

  @Test
  void aProgramIsAskedWhoTheUserIs() throws IOException {
    Path login = folder.resolve("login");
    Files.writeString(
        login,
        """
        #!/bin/sh
        echo "Hello $USER_NAME" >&2
        [ -z "$(cat)" ] || exit 1
        case $KUBERNETES_EXEC_INFO in
          '{"apiVersion":"client.authentication.k8s.io/v1",'*'"interactive":false}}') ;;
          *) exit 1 ;;
        esac
        echo '{"kind": "ExecCredential", "status": {"token": "'"$1 of $USER_NAME"'"}}'
        """);
    assertThat(login.toFile().setExecutable(true)).isTrue();
    String asked =
        USUAL.replace(
            "{tokenFile: token}",
            """
            {exec: {apiVersion: client.authentication.k8s.io/v1, command: ./login, args: [secret],
              env: [{name: USER_NAME, value: kim}], interactiveMode: IfAvailable,
              provideClusterInfo: false, installHint: none}}""");
    assertThat(read(asked, "far").map(Kubeconfig::token)).contains("secret of kim");
  }

  @Test
  void aProgramMayGiveACertificate() throws IOException {
    String asked =
        USUAL.replace(
            "{tokenFile: token}",
            """
            {exec: {apiVersion: v1, command: echo,
              args: ['{"status": {"clientCertificateData": "CERT", "clientKeyData": "KEY"}}']}}""");
    assertThat(read(asked, "far"))
        .contains(new Kubeconfig(URI.create("https://far"), "FAR", "CERT", "KEY", null, "default"));
  }

  @Test
  void theEnvironmentNamesTheFile() throws IOException {
    Files.writeString(file, USUAL);
    assertThat(Kubeconfig.usual(null, null, Map.of("KUBECONFIG", file.toString()))).isPresent();
    assertThat(Kubeconfig.usual(null, null, Map.of("KUBECONFIG", file + ":" + file))).isEmpty();
    assertThat(Kubeconfig.usual(null, null, Map.of("HOME", folder.toString()))).isEmpty();
    Files.createDirectory(folder.resolve(".kube"));
    Files.copy(file, folder.resolve(".kube/config"));
    assertThat(Kubeconfig.usual(null, null, Map.of("HOME", folder.toString()))).isPresent();
    assertThat(Kubeconfig.usual(null, null, Map.of())).isEmpty();
    assertThat(Kubeconfig.usual(file, null, Map.of("HTTPS_PROXY", "http://proxy"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          current-context: shop      | current-context: none
          current-context: shop      | x: y
          cluster: local, user       | cluster: nowhere, user
          user: kim                  | user: nobody
          https://10.0.0.1           | http://10.0.0.1
          certificate-authority-data: Q0E= | insecure-skip-tls-verify: true
          certificate-authority-data: Q0E= | certificate-authority: gone.crt
          certificate-authority-data: Q0E= | certificate-authority-data: '?'
          client-key-data: S0VZ      | client-key-data: S0VZ, exec: {command: login}
          client-key-data: S0VZ      | username: kim, password: x
          client-key-data: S0VZ      | client-key-data: 7
          contexts:                  | contexts: []
          kind: Config               | kind: [
          tokenFile: token           | exec: {apiVersion: v1, command: no-such-program}
          tokenFile: token           | exec: {apiVersion: v1, command: sh, args: [-c, "echo '{status: {token: x}}'; exit 1"]}
          tokenFile: token           | exec: {apiVersion: v1, command: echo}
          tokenFile: token           | exec: {apiVersion: v1, command: echo, args: [7]}
          tokenFile: token           | exec: {apiVersion: v1, command: echo, args: ['{status: {}}']}
          tokenFile: token           | exec: {command: echo, args: ['{status: {token: x}}']}
          tokenFile: token           | exec: {apiVersion: v1, args: ['{status: {token: x}}']}
          tokenFile: token           | exec: {apiVersion: v1, command: echo, args: ['{status: {token: x}}'], interactiveMode: Always}
          tokenFile: token           | exec: {apiVersion: v1, command: echo, args: ['{status: {token: x}}'], provideClusterInfo: true}
          tokenFile: token           | exec: {apiVersion: v1, command: echo, args: ['{status: {token: x}}'], config: {}}
          tokenFile: token           | exec: {apiVersion: v1, command: echo, args: ['{status: {token: x}}']}, token: x
          """)
  void whateverIsNotUsualIsLeftToTheClient(String usual, String unusual) throws IOException {
    assertThat(USUAL).contains(usual);
    assertThat(read(USUAL.replace(usual, unusual), usual.contains("token") ? "far" : null))
        .isEmpty();
  }

  @Test
  void noFileAndNoKubeconfigAreLeftToTheClientToo() throws IOException {
    assertThat(Kubeconfig.usual(folder.resolve("none"), null, Map.of())).isEmpty();
    assertThat(read("", null)).isEmpty();
    assertThat(read("[1, 2]", null)).isEmpty();
    assertThat(read(Base64.getEncoder().encodeToString(new byte[99]), null)).isEmpty();
  }

  private Optional<Kubeconfig> read(String text, @Nullable String context) throws IOException {
    Files.writeString(file, text);
    return Kubeconfig.usual(file, context, Map.of());
  }
}
