package dev.mulkko.operator.observe;

import dev.mulkko.kube.Request.Target;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
      return Optional.ofNullable(read(target))
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

  /** As a list of one: what is watched may be listed, and needs no right of its own to be read. */
  private @Nullable GenericKubernetesResource read(Target target) {
    ResourceDefinitionContext kind =
        new ResourceDefinitionContext.Builder()
            .withGroup(target.kind().group())
            .withVersion(target.kind().version())
            .withKind(target.kind().name())
            .withPlural(target.kind().plural())
            .withNamespaced(true)
            .build();
    return client
        .genericKubernetesResources(kind)
        .inNamespace(target.namespace())
        .withField("metadata.name", target.name())
        .list()
        .getItems()
        .stream()
        .findFirst()
        .orElse(null);
  }
}
