package dev.mulkko.e2e.safety;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Sends some of a process's writes to a server that refuses them, as the API server would; or lets
 * them through, and loses the answer.
 */
final class Refusals implements Interceptor {

  private final Refuser refuser;
  private final AtomicInteger writes = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private volatile Rule rule = Rule.NONE;

  /**
   * Which writes meet what.
   *
   * @param which of the paths
   * @param every so many of these
   * @param code of the refusal; {@link #LOST} loses the answer of a write that is done
   */
  record Rule(Predicate<String> which, int every, int code) {
    static final int LOST = 0;
    static final Rule NONE = new Rule(_ -> false, 1, 500);
  }

  Refusals(Refuser refuser) {
    this.refuser = refuser;
  }

  void begin(Rule what) {
    rule = what;
  }

  void end() {
    rule = Rule.NONE;
  }

  /** How many writes met it. */
  int count() {
    return refused.get();
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    Rule now = rule;
    if (now.code() != Rule.LOST && meets(now, request)) {
      builder.uri(refuser.refusal(now.code()));
    }
  }

  @Override
  public void after(
      HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> body) {
    Rule now = rule;
    if (now.code() == Rule.LOST && meets(now, request)) {
      throw new UncheckedIOException(new IOException("the connection was closed"));
    }
  }

  private boolean meets(Rule now, HttpRequest request) {
    boolean met =
        FaultPoint.writes(request)
            && now.which().test(request.uri().getPath())
            && writes.incrementAndGet() % now.every() == 0;
    if (met) {
      refused.incrementAndGet();
    }
    return met;
  }
}
