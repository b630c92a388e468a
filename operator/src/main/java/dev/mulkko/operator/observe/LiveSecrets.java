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

/**
 * The Secrets that MetricProviders name, each read by its own name: nothing is listed or watched.
 *
 * @param namespace the operator's own
 */
public record LiveSecrets(KubernetesClient client, Optional<String> namespace)
    implements SecretReader {

  @Override
  public Map<String, String> read(String name) throws Unreadable {
    String in =
        namespace.orElseThrow(
            () ->
                new Unreadable(
                    "Secret %s cannot be read: set MULKKO_SECRETS_NAMESPACE to the operator's own namespace"
                        .formatted(name)));
    try {
      Secret secret = client.secrets().inNamespace(in).withName(name).get();
      if (secret == null) {
        throw new Unreadable("there is no Secret %s in namespace %s".formatted(name, in));
      }
      return values(secret);
    } catch (KubernetesClientException e) {
      throw new Unreadable(
          e.getCode() == HttpURLConnection.HTTP_FORBIDDEN
              ? "Secret %s in namespace %s may not be read: let the operator get it by its name"
                  .formatted(name, in)
              : "Secret %s in namespace %s was not read (code %d)"
                  .formatted(name, in, e.getCode()));
    }
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
