package dev.mulkko.cli.verb;

import dev.mulkko.cli.terminal.Failure;
import dev.mulkko.cli.terminal.Outcome;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.HttpURLConnection;

/** Whatever goes wrong, as a sentence that names what to do. */
public final class Errors {

  private Errors() {}

  /** The failure itself, or what an exception means for the user. */
  public static Failure failure(Exception e) {
    return switch (e) {
      case Failure failure -> failure;
      case KubernetesClientException refused -> ofCluster(refused);
      default ->
          new Failure(
              Outcome.NO,
              "this program failed (%s): write -v for the details and report it".formatted(e),
              e);
    };
  }

  private static Failure ofCluster(KubernetesClientException e) {
    if (e.getStatus() == null && root(e) instanceof IOException lost) {
      return new Failure(
          Outcome.NO_CLUSTER,
          "the cluster does not answer (%s): check its address in the kubeconfig and your network"
              .formatted(words(lost)),
          e);
    }
    return switch (e.getCode()) {
      case HttpURLConnection.HTTP_UNAUTHORIZED ->
          new Failure(
              Outcome.NO,
              "the cluster does not accept these credentials: log in again, or choose another --context",
              e);
      case HttpURLConnection.HTTP_FORBIDDEN ->
          new Failure(Outcome.NO, said(e) + ": ask for this right, or choose another --context", e);
      case HttpURLConnection.HTTP_NOT_FOUND ->
          new Failure(
              Outcome.NO,
              "the cluster does not know what was asked for (%s): install the CRDs of Mulkko"
                  .formatted(said(e)),
              e);
      default -> new Failure(Outcome.NO, "the cluster refused: " + said(e), e);
    };
  }

  private static String said(KubernetesClientException e) {
    boolean status = e.getStatus() != null && e.getStatus().getMessage() != null;
    return status ? e.getStatus().getMessage() : String.valueOf(e.getMessage());
  }

  /** The deepest that is about the connection. */
  private static Throwable root(Throwable e) {
    Throwable root = e;
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      root = cause instanceof IOException ? cause : root;
    }
    return root;
  }

  private static String words(IOException lost) {
    return lost.getMessage() == null ? lost.getClass().getSimpleName() : lost.getMessage();
  }
}
