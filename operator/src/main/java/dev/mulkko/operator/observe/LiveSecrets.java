package dev.mulkko.operator.observe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mulkko.operator.telemetry.prometheus.Servers.SecretReader;
import dev.mulkko.operator.telemetry.prometheus.Servers.Unreadable;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The Secrets that MetricProviders name, each read by its own name: nothing is listed or watched.
 *
 * @param namespace the operator's own
 */
public record LiveSecrets(KubernetesClient client, Optional<String> namespace)
    implements SecretReader {

  /** The client writes it into a path as it is. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-.a-z0-9]*[a-z0-9])?");

  @Override
  public Map<String, String> read(String name) throws Unreadable {
    String in =
        namespace.orElseThrow(
            () ->
                new Unreadable(
                    "Secret %s cannot be read: set MULKKO_SECRETS_NAMESPACE to the operator's own namespace"
                        .formatted(name)));
    if (!NAME.matcher(name).matches()) {
      throw new Unreadable("%s is no name of a Secret: write its metadata.name".formatted(name));
    }
    try {
      Secret secret = client.secrets().inNamespace(in).withName(name).get();
      if (secret == null) {
        throw new Unreadable("there is no Secret %s in namespace %s".formatted(name, in));
      }
      return values(secret);
    } catch (KubernetesClientException e) {
      throw new Unreadable(
          "Secret %s in namespace %s %s".formatted(name, in, because(e.getCode())),
          e.getCode() != HttpURLConnection.HTTP_FORBIDDEN);
    }
  }

  private static String because(int code) {
    if (code == HttpURLConnection.HTTP_FORBIDDEN) {
      return "may not be read: let the operator get it by its name";
    }
    return "was not read: the API server " + (code > 0 ? "answers " + code : "does not answer");
  }

  private static Map<String, String> values(Secret secret) {
    Map<String, String> values = new HashMap<>();
    Map<String, String> data = Objects.requireNonNullElse(secret.getData(), Map.of());
    for (Map.Entry<String, String> each : data.entrySet()) {
      values.put(each.getKey(), new String(Base64.getDecoder().decode(each.getValue()), UTF_8));
    }
    return values;
  }
}
