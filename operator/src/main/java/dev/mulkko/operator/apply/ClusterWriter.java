package dev.mulkko.operator.apply;

import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.kube.Request;
import dev.mulkko.kube.Request.Create;
import dev.mulkko.kube.Request.Delete;
import dev.mulkko.kube.Request.Kind;
import dev.mulkko.kube.Request.Patch;
import dev.mulkko.kube.Request.Precondition;
import dev.mulkko.kube.Request.Target;
import dev.mulkko.kube.write.Marks;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.internal.OperationSupport;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.net.HttpURLConnection;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * The only class that writes to the cluster. Whatever it sends applies to the object that was
 * decided on, or not at all.
 */
public final class ClusterWriter {

  /** By this name the admission policies know the operator. */
  private static final String FIELD_MANAGER = "mulkko";

  private static final int UNPROCESSABLE = 422;

  /**
   * The API server's whole answer to a patch whose {@code test} fails. A body that it does not like
   * and a refusal by an admission policy or webhook are 422 as well, but with a sentence of their
   * own.
   */
  private static final String TEST_FAILED =
      "the server rejected our request due to an error in our request";

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
        case Patch patch -> patch(patch);
        case Delete delete -> delete(delete);
      };
    } catch (KubernetesClientException e) {
      if (tellsOfAge(e)) {
        return Outcome.Stale;
      }
      throw e;
    }
  }

  /** Whether we may do something: a question that has the form of a write, and leaves nothing. */
  public boolean allowed(SelfSubjectAccessReview question) {
    return client
        .authorization()
        .v1()
        .selfSubjectAccessReview()
        .create(question)
        .getStatus()
        .getAllowed();
  }

  private Outcome create(HasMetadata object) {
    if (object instanceof GenericKubernetesResource generic) {
      create(generic);
    } else if (object instanceof DeploymentRecord record) {
      create(record);
    } else {
      return createOrMark(object);
    }
    return Outcome.Written;
  }

  /** One that exists and is not seen may have lost the marks by which it would be. */
  private Outcome createOrMark(HasMetadata object) {
    try {
      client.resource(object).create();
      return Outcome.Written;
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      Target target = target(object);
      return Live.read(client, target)
          .flatMap(there -> Marks.restored(object, there))
          .map(patch -> patch(new Patch(target, patch.toJson(), false)))
          .orElse(Outcome.Stale);
    }
  }

  private static Target target(HasMetadata object) {
    return new Target(
        Kind.valueOf(object.getKind()),
        object.getMetadata().getNamespace(),
        object.getMetadata().getName());
  }

  /**
   * A policy lets nobody but the operator create one, and the client's own {@code create} has no
   * place for a field manager.
   */
  private void create(DeploymentRecord record) {
    String path = path(Kind.DeploymentRecord, record.getMetadata().getNamespace());
    client.raw("/" + path + "?fieldManager=" + FIELD_MANAGER, "POST", record);
  }

  /** The client would ask the server how the kind is called in the plural. */
  private void create(GenericKubernetesResource object) {
    client
        .genericKubernetesResources(Live.context(Kind.valueOf(object.getKind())))
        .inNamespace(object.getMetadata().getNamespace())
        .resource(object)
        .create();
  }

  private Outcome patch(Patch patch) {
    if (!patch.onlyIf().map(this::holds).orElse(true)) {
      return Outcome.Stale;
    }
    HttpRequest request =
        client
            .getHttpClient()
            .newHttpRequestBuilder()
            .uri(client.getMasterUrl() + path(patch) + "?fieldManager=" + FIELD_MANAGER)
            .timeout(client.getConfiguration().getRequestTimeout(), TimeUnit.MILLISECONDS)
            .patch("application/json-patch+json", patch.json())
            .build();
    HttpResponse<String> answer = answer(request);
    if (!answer.isSuccessful()) {
      throw OperationSupport.requestFailure(
          request, OperationSupport.createStatus(answer, client.getKubernetesSerialization()));
    }
    return Outcome.Written;
  }

  /** One request: the client's own {@code patch} reads the object first. */
  private HttpResponse<String> answer(HttpRequest request) {
    try {
      return client.getHttpClient().sendAsync(request, String.class).join();
    } catch (CompletionException e) {
      throw new KubernetesClientException("no answer to PATCH " + request.uri(), e.getCause());
    }
  }

  private static String path(Patch patch) {
    Target target = patch.target();
    return "%s/%s%s"
        .formatted(
            path(target.kind(), target.namespace()),
            target.name(),
            patch.status() ? "/status" : "");
  }

  /** One of the whole cluster has no namespace. */
  private static String path(Kind kind, String namespace) {
    return "%s/%s/%s%s"
        .formatted(
            kind.group().isEmpty() ? "api" : "apis/" + kind.group(),
            kind.version(),
            namespace.isEmpty() ? "" : "namespaces/" + namespace + "/",
            kind.plural());
  }

  private boolean holds(Precondition expected) {
    return Live.read(client, expected.target()).filter(now -> holds(expected, now)).isPresent();
  }

  private static boolean holds(Precondition expected, GenericKubernetesResource now) {
    return switch (expected) {
      case Precondition.Same(_, String uid, boolean paused) ->
          now.getMetadata().getUid().equals(uid)
              && (!paused || Boolean.TRUE.equals(now.get("spec", "paused")));
      case Precondition.Unchanged(_, String version) ->
          now.getMetadata().getResourceVersion().equals(version);
    };
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
        .genericKubernetesResources(Live.context(target.kind()))
        .inNamespace(target.namespace())
        .withName(target.name());
  }

  private static boolean tellsOfAge(KubernetesClientException e) {
    return switch (e.getCode()) {
      case HttpURLConnection.HTTP_CONFLICT, HttpURLConnection.HTTP_NOT_FOUND -> true;
      case UNPROCESSABLE -> e.getStatus() != null && TEST_FAILED.equals(e.getStatus().getMessage());
      default -> false;
    };
  }
}
