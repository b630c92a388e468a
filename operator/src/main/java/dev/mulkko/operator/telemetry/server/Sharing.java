package dev.mulkko.operator.telemetry.server;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Sends every question in its turn, and the same question once for all who ask it: while it waits,
 * of one tenant; while it is under way and as long as its answer is fresh, of all. So no tenant
 * waits behind the queue of another. What failed is kept for nobody.
 *
 * @param <Q> what is asked
 * @param <A> what is answered
 */
public final class Sharing<Q, A> {

  private final Turnstile turnstile;
  private final Sender<Q, A> sender;
  private final Predicate<A> lasting;
  private final long fresh;
  private final LongSupplier nanoTime;

  /** Guarded by this. */
  private final Map<Place<Q>, Call> waiting = new HashMap<>();

  /** Under way, or answered and fresh. Guarded by this. */
  private final Map<Q, Call> sent = new LinkedHashMap<>();

  /**
   * Answers are shared for a while.
   *
   * @param fresh how long after it was asked an answer still serves others
   * @param lasting which answers may be kept
   */
  public Sharing(Turnstile turnstile, Duration fresh, Predicate<A> lasting, Sender<Q, A> sender) {
    this(turnstile, fresh, lasting, sender, System::nanoTime);
  }

  Sharing(
      Turnstile turnstile,
      Duration fresh,
      Predicate<A> lasting,
      Sender<Q, A> sender,
      LongSupplier nanoTime) {
    this.turnstile = turnstile;
    this.fresh = fresh.toNanos();
    this.lasting = lasting;
    this.sender = sender;
    this.nanoTime = nanoTime;
  }

  /** Asks the server. */
  @FunctionalInterface
  public interface Sender<Q, A> {
    A send(Q question) throws Exception;
  }

  private record Place<Q>(String tenant, Q question) {}

  private final class Call {
    private final Place<Q> place;
    private final CompletableFuture<A> answer = new CompletableFuture<>();
    private final long askedAt = nanoTime.getAsLong();
    private final Thread thread = Thread.ofVirtual().name("ask").unstarted(() -> run(this));
    private int askers;

    Call(Place<Q> place) {
      this.place = place;
    }

    boolean stale(long now) {
      return answer.isDone() && now - askedAt >= fresh;
    }
  }

  /**
   * The answer, when it is there. Who is interrupted leaves the others theirs; a question that
   * nobody waits for any longer is not sent.
   */
  public A ask(String tenant, Q question) throws InterruptedException, ExecutionException {
    Call call = join(new Place<>(tenant, question));
    try {
      return call.answer.get();
    } catch (InterruptedException e) {
      leave(call);
      throw e;
    }
  }

  private synchronized Call join(Place<Q> place) {
    forgetStale();
    Call call = sent.get(place.question);
    if (call == null) {
      call = waiting.computeIfAbsent(place, Call::new);
      if (call.thread.getState() == Thread.State.NEW) {
        call.thread.start();
      }
    }
    call.askers++;
    return call;
  }

  private synchronized void leave(Call call) {
    call.askers--;
    if (call.askers == 0 && waiting.remove(call.place, call)) {
      call.thread.interrupt();
    }
  }

  private void run(Call call) {
    try {
      turnstile.enter(call.place.tenant);
      Call first = begin(call);
      if (first == call) {
        send(call);
        return;
      }
      turnstile.leave(false);
      if (first != null) {
        call.answer.complete(first.answer.get());
      }
    } catch (InterruptedException e) {
      // Nobody waits for it any longer.
    } catch (ExecutionException e) {
      call.answer.completeExceptionally(e.getCause() == null ? e : e.getCause());
    }
  }

  /** Who is sent: this one, or one of another tenant that was earlier; null when nobody waits. */
  private synchronized @Nullable Call begin(Call call) {
    forgetStale();
    return waiting.remove(call.place, call)
        ? sent.merge(call.place.question, call, (before, _) -> before)
        : null;
  }

  private void send(Call call) {
    try {
      A answer = sender.send(call.place.question);
      if (!lasting.test(answer)) {
        forget(call);
      }
      call.answer.complete(answer);
    } catch (Throwable e) {
      forget(call);
      call.answer.completeExceptionally(e);
    } finally {
      turnstile.leave();
    }
  }

  private synchronized void forget(Call call) {
    sent.remove(call.place.question, call);
  }

  private void forgetStale() {
    long now = nanoTime.getAsLong();
    sent.values().removeIf(call -> call.stale(now));
  }
}
