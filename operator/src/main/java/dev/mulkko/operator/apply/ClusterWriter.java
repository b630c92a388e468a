package dev.mulkko.operator.apply;

import dev.mulkko.kube.write.Request;
import dev.mulkko.kube.write.Request.Create;
import dev.mulkko.kube.write.Request.Delete;
import dev.mulkko.kube.write.Request.Kind;
import dev.mulkko.kube.write.Request.Patch;
import dev.mulkko.kube.write.Request.Target;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.net.HttpURLConnection;
import java.util.List;

/**
 * The only class that writes to the cluster. Whatever it sends applies to the object that was
 * decided on, or not at all.
 */
public final class ClusterWriter {

  private static final PatchContext JSON_PATCH = PatchContext.of(PatchType.JSON);
  private static final int UNPROCESSABLE = 422;

  private final KubernetesClient client;

  public ClusterWriter(KubernetesClient client) {
    this.client = client;
  }

  /** What became of a write. */
  public enum Outcome {
    Written,
    /** The object is not the one that was decided on: look again. */
    Stale
  }

  /**
   * Sends one write.
   *
   * @throws KubernetesClientException when the server refused it for another reason than age, or
   *     did not answer
   */
  public Outcome send(Request request) {
    try {
      return switch (request) {
        case Create(HasMetadata object) -> create(object);
        case Patch(Target target, String json, boolean status) -> patch(target, json, status);
        case Delete delete -> delete(delete);
      };
    } catch (KubernetesClientException e) {
      if (tellsOfAge(request, e)) {
        return Outcome.Stale;
      }
      throw e;
    }
  }

  private Outcome create(HasMetadata object) {
    client.resource(object).create();
    return Outcome.Written;
  }

  private Outcome patch(Target target, String json, boolean status) {
    if (status) {
      resource(target).subresource("status").patch(JSON_PATCH, json);
    } else {
      resource(target).patch(JSON_PATCH, json);
    }
    return Outcome.Written;
  }

  /**
   * A revision Service is collected by nobody else, so its end need not be waited for. One that is
   * gone already is no error to the client, but an answer without details.
   */
  private Outcome delete(Delete delete) {
    boolean found =
        !resource(delete.target()).lockResourceVersion(delete.resourceVersion()).delete().isEmpty();
    return found ? Outcome.Written : Outcome.Stale;
  }

  private Resource<GenericKubernetesResource> resource(Target target) {
    return client
        .genericKubernetesResources(context(target.kind()))
        .inNamespace(target.namespace())
        .withName(target.name());
  }

  private static ResourceDefinitionContext context(Kind kind) {
    return new ResourceDefinitionContext.Builder()
        .withGroup(kind.group())
        .withVersion(kind.version())
        .withKind(kind.name())
        .withPlural(kind.plural())
        .withNamespaced(true)
        .build();
  }

  /**
   * A patch whose {@code test} fails is a 422 without causes; a body that the server does not like
   * is a 422 that names them.
   */
  private static boolean tellsOfAge(Request request, KubernetesClientException e) {
    return switch (e.getCode()) {
      case HttpURLConnection.HTTP_CONFLICT, HttpURLConnection.HTTP_NOT_FOUND -> true;
      case UNPROCESSABLE -> request instanceof Patch && causes(e).isEmpty();
      default -> false;
    };
  }

  private static List<StatusCause> causes(KubernetesClientException e) {
    return e.getStatus() == null || e.getStatus().getDetails() == null
        ? List.of()
        : e.getStatus().getDetails().getCauses();
  }
}
