package dev.mulkko.operator.telemetry.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** How Mulkko shows who it is. No text of these records holds a secret. */
public sealed interface Credentials {

  /** What is done with them, as the end of a sentence about Mulkko. */
  String words();

  /** The value of the header that carries them. */
  default Optional<String> authorization() {
    return Optional.empty();
  }

  /** What no sentence may hold. */
  default List<String> secrets() {
    return List.of();
  }

  record None() implements Credentials {

    @Override
    public String words() {
      return "sends no credentials";
    }
  }

  record Bearer(String token) implements Credentials {

    public Bearer {
      token = token.strip();
      if (token.isEmpty() || !token.matches("[!-~]+")) {
        throw new IllegalArgumentException(
            "the bearer token is empty or has letters that no header can carry");
      }
    }

    @Override
    public String words() {
      return "sends a bearer token";
    }

    @Override
    public Optional<String> authorization() {
      return Optional.of("Bearer " + token);
    }

    @Override
    public List<String> secrets() {
      return List.of(token);
    }

    @Override
    public String toString() {
      return "Bearer[token=***]";
    }
  }

  record Basic(String user, String password) implements Credentials {

    public Basic {
      if (user.isEmpty() || user.contains(":") || password.isEmpty()) {
        throw new IllegalArgumentException(
            "the user name is empty or has a colon, or the password is empty");
      }
    }

    @Override
    public String words() {
      return "sends a user name and a password";
    }

    @Override
    public Optional<String> authorization() {
      return Optional.of("Basic " + base64(user + ":" + password));
    }

    @Override
    public List<String> secrets() {
      return List.of(password, base64(password), base64(user + ":" + password));
    }

    private static String base64(String text) {
      return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    @Override
    public String toString() {
      return "Basic[user=%s, password=***]".formatted(user);
    }
  }

  /**
   * A certificate that TLS shows.
   *
   * @param chain in PEM, its own certificate first
   * @param key in PEM: PKCS#8, PKCS#1 or SEC1, without a password
   */
  record ClientCertificate(String chain, String key) implements Credentials {

    @Override
    public String words() {
      return "shows a client certificate";
    }

    @Override
    public List<String> secrets() {
      return key.lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("-----"))
          .toList();
    }

    @Override
    public String toString() {
      return "ClientCertificate[key=***]";
    }
  }
}
