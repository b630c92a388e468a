package dev.mulkko.e2e.safety;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a process sees of the cluster, where that is not what is there: watches that tell nothing or
 * are not possible any more, and lists of an API server that is behind.
 */
final class Views implements Interceptor {

  private static final int GONE = 410;

  private final Refuser refuser;
  private final Silence silence;
  private volatile Predicate<String> silent = _ -> false;
  private volatile boolean expired;

  /** The revision which lists from a cache are of. */
  private volatile Optional<String> past = Optional.empty();

  Views(Refuser refuser, Silence silence) {
    this.refuser = refuser;
    this.silence = silence;
  }

  /** New watches of these paths are open and tell nothing. */
  void silence(Predicate<String> paths) {
    silent = paths;
  }

  /** New watches are refused, since what they ask for is forgotten. */
  void expire() {
    expired = true;
  }

  /** Lists from a cache are as they were then, and new watches tell nothing of what came after. */
  void fallBehind(String revision) {
    past = Optional.of(revision);
    silence(_ -> true);
  }

  /** All is seen as it is. */
  void clear() {
    silent = _ -> false;
    expired = false;
    past = Optional.empty();
    silence.end();
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    String query = String.valueOf(request.uri().getQuery());
    if (query.contains("watch=true")) {
      if (silent.test(request.uri().getPath())) {
        builder.uri(silence.address());
      } else if (expired) {
        builder.uri(refuser.refusal(GONE));
      }
    } else if (query.contains("resourceVersion=0")) {
      past.ifPresent(revision -> builder.uri(listAt(request.uri(), revision)));
    }
  }

  private static URI listAt(URI list, String revision) {
    return URI.create(
        list.toString()
            .replace(
                "resourceVersion=0",
                "resourceVersion=%s&resourceVersionMatch=Exact".formatted(revision)));
  }
}
