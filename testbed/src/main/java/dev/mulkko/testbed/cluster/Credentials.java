package dev.mulkko.testbed.cluster;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

/** The users' tokens, their kubeconfig files and the key that signs ServiceAccount tokens. */
final class Credentials {

  private final ClusterFiles files;
  private final Map<User, String> tokens = new EnumMap<>(User.class);

  private Credentials(ClusterFiles files) {
    this.files = files;
    for (User user : User.values()) {
      tokens.put(user, UUID.randomUUID().toString());
    }
  }

  /** Writes the token file, the signing key and a kubeconfig for every user. */
  static Credentials create(ClusterFiles files) {
    Credentials credentials = new Credentials(files);
    files.write(
        "tokens.csv",
        Arrays.stream(User.values())
            .map(
                user ->
                    "%s,%s,%s,\"%s\"%n"
                        .formatted(
                            credentials.token(user),
                            user.userName(),
                            user.userName(),
                            user.group()))
            .collect(joining()));
    KeyPair key = signingKey();
    files.write("pki/service-accounts.key", pem("PRIVATE KEY", key.getPrivate().getEncoded()));
    files.write("pki/service-accounts.pub", pem("PUBLIC KEY", key.getPublic().getEncoded()));
    for (User user : User.values()) {
      credentials.kubeconfig(user.userName(), credentials.token(user));
    }
    return credentials;
  }

  String token(User user) {
    String token = tokens.get(user);
    if (token == null) {
      throw new IllegalStateException("no token for " + user);
    }
    return token;
  }

  /** From now on a user shows another token. */
  void replace(User user, String token) {
    tokens.put(user, token);
    kubeconfig(user.userName(), token);
  }

  Path kubeconfig(User user) {
    return files.kubeconfig(user.userName());
  }

  /** Writes a kubeconfig with this token, named after the user. */
  Path kubeconfig(String userName, String token) {
    return files.write(
        files.kubeconfig(userName).getFileName().toString(),
        Template.fill(
            "kubeconfig.yaml",
            Map.of(
                "server",
                LocalCluster.API_SERVER.toString(),
                "authority",
                files.apiServerCertificate().toString(),
                "user",
                userName,
                "token",
                token)));
  }

  private static KeyPair signingKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256); // NIST P-256, tokens are signed with ES256
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String type, byte[] content) {
    String lines =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(content);
    return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(type, lines);
  }
}
