package dev.mulkko.cli.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * One context of a kubeconfig that asks for no more than an own authority and a certificate or a
 * token, which a program may have to name. Whatever else there is, the client reads, and says what
 * is wrong with it.
 *
 * @param authority whom to trust, in PEM
 * @param certificate of the user, in PEM; null without
 * @param key of the certificate, in PEM; null without
 * @param token null without
 */
record Kubeconfig(
    URI server,
    String authority,
    @Nullable String certificate,
    @Nullable String key,
    @Nullable String token,
    String namespace) {

  private static final Set<String> CLUSTER =
      Set.of("server", "certificate-authority", "certificate-authority-data", "extensions");
  private static final Set<String> USER =
      Set.of(
          "client-certificate",
          "client-certificate-data",
          "client-key",
          "client-key-data",
          "token",
          "tokenFile",
          "exec");

  /** What the environment may say beside a kubeconfig. */
  private static final Set<String> ELSEWHERE =
      Set.of("http_proxy", "https_proxy", "all_proxy", "kubernetes_master");

  /**
   * Empty when the client must read it.
   *
   * @param file null for the one that the environment names, or the usual one
   * @param context null for the current one
   */
  static Optional<Kubeconfig> usual(
      @Nullable Path file, @Nullable String context, Map<String, String> environment) {
    Path usual = file == null ? usualFile(environment) : file;
    boolean elsewhere =
        environment.keySet().stream()
            .anyMatch(name -> ELSEWHERE.contains(name.toLowerCase(java.util.Locale.ROOT)));
    if (usual == null || elsewhere || !Files.isReadable(usual)) {
      return Optional.empty();
    }
    try {
      Object root =
          new Load(LoadSettings.builder().build()).loadFromString(Files.readString(usual));
      return Optional.of(new Reading(usual, map(root)).context(context));
    } catch (IOException | YamlEngineException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static @Nullable Path usualFile(Map<String, String> environment) {
    String named = environment.getOrDefault("KUBECONFIG", "");
    String home = environment.getOrDefault("HOME", "");
    if (named.isEmpty()) {
      return home.isEmpty() ? null : Path.of(home, ".kube", "config");
    }
    return named.contains(java.io.File.pathSeparator) ? null : Path.of(named);
  }

  static Map<?, ?> map(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalArgumentException("not an object");
  }

  static Map<?, ?> known(Map<?, ?> part, Set<String> fields) {
    if (!fields.containsAll(part.keySet())) {
      throw new IllegalArgumentException("more than " + fields);
    }
    return part;
  }

  static @Nullable String text(Map<?, ?> part, String field) {
    Object value = part.get(field);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw new IllegalArgumentException(field + " is no text");
  }

  static <T> T required(@Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException("incomplete");
    }
    return value;
  }

  /** Throws IllegalArgumentException at what is not usual. */
  private record Reading(Path file, Map<?, ?> root) {

    Kubeconfig context(@Nullable String chosen) throws IOException {
      String name = chosen == null ? text(root, "current-context") : chosen;
      Map<?, ?> context = named("contexts", name, "context");
      Map<?, ?> cluster = known(named("clusters", text(context, "cluster"), "cluster"), CLUSTER);
      Map<?, ?> user = known(named("users", text(context, "user"), "user"), USER);
      URI server = URI.create(required(text(cluster, "server")));
      if (!"https".equals(server.getScheme())) {
        throw new IllegalArgumentException("not https");
      }
      String authority = required(pem(cluster, "certificate-authority"));
      String named = text(context, "namespace");
      String namespace = named == null || named.isEmpty() ? "default" : named;
      if (user.get("exec") == null) {
        return new Kubeconfig(
            server,
            authority,
            pem(user, "client-certificate"),
            pem(user, "client-key"),
            token(user),
            namespace);
      }
      Map<?, ?> credential =
          Plugin.of(map(known(user, Set.of("exec")).get("exec")), file.resolveSibling(""))
              .credential();
      return new Kubeconfig(
          server,
          authority,
          text(credential, "clientCertificateData"),
          text(credential, "clientKeyData"),
          text(credential, "token"),
          namespace);
    }

    private Map<?, ?> named(String list, @Nullable String name, String part) {
      if (name != null && root.get(list) instanceof List<?> entries) {
        for (Object entry : entries) {
          if (name.equals(map(entry).get("name"))) {
            return map(map(entry).get(part));
          }
        }
      }
      throw new IllegalArgumentException("no " + part + " " + name);
    }

    /** What is written in it goes before the file that it names. */
    private @Nullable String pem(Map<?, ?> part, String field) throws IOException {
      String data = text(part, field + "-data");
      if (data != null) {
        return new String(
            Base64.getDecoder().decode(data.replaceAll("\\s", "")), StandardCharsets.US_ASCII);
      }
      String path = text(part, field);
      return path == null ? null : Files.readString(file.resolveSibling(path));
    }

    private @Nullable String token(Map<?, ?> user) throws IOException {
      String path = text(user, "tokenFile");
      return path == null
          ? text(user, "token")
          : Files.readString(file.resolveSibling(path)).strip();
    }
  }
}
