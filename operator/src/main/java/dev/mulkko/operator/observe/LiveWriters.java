package dev.mulkko.operator.observe;

import dev.mulkko.kube.Request.Target;
import dev.mulkko.operator.apply.Live;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Who changed an object last, read when somebody wants to know: caches keep no field managers,
 * which are half of most objects.
 */
public final class LiveWriters implements Function<Target, Optional<String>> {

  private final KubernetesClient client;

  public LiveWriters(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public Optional<String> apply(Target target) {
    try {
      return Live.read(client, target)
          .map(object -> object.getMetadata().getManagedFields())
          .flatMap(LiveWriters::last);
    } catch (KubernetesClientException e) {
      // A name is help for people, and no reason to leave a repair undone.
      return Optional.empty();
    }
  }

  /** Of those that are not us; a status is written by controllers, and decides nothing. */
  static Optional<String> last(List<ManagedFieldsEntry> entries) {
    return entries.stream()
        .filter(entry -> entry.getSubresource() == null || entry.getSubresource().isEmpty())
        .filter(entry -> !"mulkko".equals(entry.getManager()))
        .filter(entry -> entry.getTime() != null)
        .max(Comparator.comparing(entry -> Instant.parse(entry.getTime())))
        .map(entry -> "field manager " + entry.getManager());
  }
}
