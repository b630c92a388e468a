package dev.mulkko.e2e.safety;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Between one process and the server: counts what it writes, and lets it die at one place. Whoever
 * is dead gets no request through any more.
 */
final class FaultPoint implements Interceptor {

  private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");

  private final Runnable onDeath;
  private int number;
  private Runnable atThat = () -> {};
  private final List<String> writes = new ArrayList<>();
  private Optional<Crash> crash = Optional.empty();
  private boolean counts;
  private boolean dies;
  private boolean dead;

  /** The write that has left and is not answered yet, at which it is to die. */
  private @Nullable HttpRequest fatal;

  /**
   * A process that lives.
   *
   * @param onDeath is told once, and must return at once
   */
  FaultPoint(Runnable onDeath) {
    this.onDeath = onDeath;
  }

  /** From now on writes are counted, and it dies where that is said. */
  synchronized void begin(Optional<Crash> where) {
    crash = where;
    counts = true;
  }

  /** The same for something else that happens at a write. */
  synchronized void begin(int write, Runnable act) {
    begin(Optional.empty());
    number = write;
    atThat = act;
  }

  /** What was sent since it began, as {@code METHOD path}. */
  synchronized List<String> writes() {
    return List.copyOf(writes);
  }

  synchronized boolean isDead() {
    return dead;
  }

  @Override
  public synchronized void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    if (dies && !dead) {
      die();
    }
    if (dead) {
      throw new Killed();
    }
    if (counts && writes(request)) {
      writes.add(request.method() + " " + request.uri().getPath());
      if (number == writes.size()) {
        atThat.run();
      }
      crash.filter(c -> c.write() == writes.size()).ifPresent(c -> meet(c, request));
    }
  }

  private void meet(Crash here, HttpRequest request) {
    if (here.moment() == Crash.Moment.BEFORE_COMMIT) {
      die();
      throw new Killed();
    }
    fatal = request;
  }

  @Override
  public synchronized void after(
      HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> body) {
    if (isFatal(request)) {
      fatal = null;
      if (crash.orElseThrow().moment() == Crash.Moment.AFTER_COMMIT) {
        die();
        throw new Killed();
      }
      dies = true;
    } else if (dead) {
      throw new Killed();
    }
  }

  /** Whether a request asks for a change. */
  static boolean writes(HttpRequest request) {
    return WRITES.contains(request.method());
  }

  private boolean isFatal(HttpRequest answered) {
    HttpRequest sent = fatal;
    return sent != null
        && answered.method().equals(sent.method())
        && answered.uri().equals(sent.uri());
  }

  private void die() {
    dead = true;
    onDeath.run();
  }

  /** It dies now, and nobody is told. */
  synchronized void kill() {
    dead = true;
  }

  /** What a dead process meets: nothing catches it but what ends with it. */
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Killed() {
      super("this process is dead", null, false, false);
    }
  }
}
