package dev.mulkko.operator.telemetry.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharingTest {

  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final List<String> sent = new CopyOnWriteArrayList<>();
  private final Set<String> places = new HashSet<>();
  private final Semaphore answers = new Semaphore(0);
  private final AtomicLong now = new AtomicLong();
  private final Turnstile turnstile = new Turnstile(1, 100_000);
  private final Sharing<String, String> sharing =
      new Sharing<>(turnstile, FRESH, answer -> !answer.contains("fault"), this::send, now::get);

  private String send(String question) throws Exception {
    sent.add(question);
    answers.acquire();
    if (question.equals("broken")) {
      throw new IOException("broken off");
    }
    return question + " #" + sent.size();
  }

  /** It is under way, or stands in its lane. */
  private FutureTask<String> asks(String tenant, String question) {
    int calls = turnstile.waiting() + sent.size();
    boolean first = !sent.contains(question) && places.add(tenant + " " + question);
    FutureTask<String> task = new FutureTask<>(() -> sharing.ask(tenant, question));
    Thread thread = Thread.ofVirtual().start(task);
    await()
        .pollInterval(Duration.ofMillis(2))
        .atMost(LIMIT)
        .until(
            () ->
                thread.getState() == Thread.State.WAITING
                    && turnstile.waiting() + sent.size() == calls + (first ? 1 : 0));
    return task;
  }

  private String answered(FutureTask<String> task) throws Exception {
    return task.get(1, TimeUnit.MINUTES);
  }

  @Test
  void allWhoAskTheSameMeanwhileGetTheOneAnswer() throws Exception {
    List<FutureTask<String>> all =
        IntStream.range(0, 100).mapToObj(i -> asks("tenant" + i % 10, "up")).toList();
    answers.release();
    for (FutureTask<String> each : all) {
      assertThat(answered(each)).isEqualTo("up #1");
    }
    assertThat(sent).containsExactly("up");
  }

  @Test
  void anAnswerServesOthersAsLongAsItIsFresh() throws Exception {
    answers.release(10);
    assertThat(sharing.ask("shop", "up")).isEqualTo("up #1");
    now.set(FRESH.toNanos() - 1);
    assertThat(sharing.ask("blog", "up")).isEqualTo("up #1");
    now.set(FRESH.toNanos());
    assertThat(sharing.ask("blog", "up")).isEqualTo("up #2");
  }

  @Test
  void anotherQuestionHasAnotherAnswer() throws Exception {
    answers.release(10);
    assertThat(sharing.ask("shop", "up")).isEqualTo("up #1");
    assertThat(sharing.ask("shop", "down")).isEqualTo("down #2");
  }

  @Test
  void whatFailedIsSentAgain() throws Exception {
    answers.release(10);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> sharing.ask("shop", "broken"))
          .isInstanceOf(ExecutionException.class)
          .cause()
          .hasMessage("broken off");
    }
    sharing.ask("shop", "fault");
    assertThat(sharing.ask("shop", "fault")).isEqualTo("fault #5");
    assertThat(sent).hasSize(5);
  }

  @Test
  void aTenantDoesNotWaitInTheQueueOfAnotherThatAskedTheSameBefore() throws Exception {
    List<FutureTask<String>> waiting = new ArrayList<>();
    FutureTask<String> first = asks("noisy", "first");
    for (int i = 0; i < 20; i++) {
      waiting.add(asks("noisy", "q" + i));
    }
    waiting.add(asks("noisy", "same"));
    FutureTask<String> small = asks("small", "same");
    answers.release(3);
    assertThat(answered(first)).isEqualTo("first #1");
    assertThat(answered(small)).startsWith("same");
    assertThat(waiting.subList(2, 20)).noneMatch(FutureTask::isDone);
    assertThat(sent).contains("q0", "same").doesNotContain("q2");
  }

  @Test
  void whatWasSentForOneTenantMeanwhileIsNotSentForAnother() throws Exception {
    FutureTask<String> first = asks("noisy", "first");
    FutureTask<String> same = asks("noisy", "same");
    FutureTask<String> small = asks("small", "same");
    answers.release(2);
    assertThat(answered(first)).isEqualTo("first #1");
    assertThat(answered(same)).isEqualTo("same #2");
    assertThat(answered(small)).isEqualTo("same #2");
    assertThat(sent).containsExactly("first", "same");
    answers.release();
    assertThat(sharing.ask("small", "another")).as("no place stays taken").isEqualTo("another #3");
  }

  @Test
  void whatNobodyWaitsForAnyMoreIsNotSent() throws Exception {
    FutureTask<String> first = asks("shop", "first");
    FutureTask<String> one = asks("shop", "unwanted");
    FutureTask<String> other = asks("shop", "unwanted");
    FutureTask<String> last = asks("shop", "last");
    one.cancel(true);
    other.cancel(true);
    await().atMost(LIMIT).until(() -> turnstile.waiting() == 1);
    answers.release(2);
    assertThat(answered(first)).isEqualTo("first #1");
    assertThat(answered(last)).isEqualTo("last #2");
    assertThat(sent).containsExactly("first", "last");
  }

  @Test
  void whoLeavesTakesTheAnswerFromNobodyElse() throws Exception {
    FutureTask<String> first = asks("shop", "first");
    FutureTask<String> leaving = asks("shop", "first");
    FutureTask<String> waiting = asks("shop", "second");
    FutureTask<String> staying = asks("shop", "second");
    leaving.cancel(true);
    waiting.cancel(true);
    answers.release(2);
    assertThat(answered(first)).isEqualTo("first #1");
    assertThat(answered(staying)).isEqualTo("second #2");
  }

  @Test
  void anErrorOfTheMachineFreesThePlaceToo() throws Exception {
    Callable<String> failing =
        () -> {
          throw new StackOverflowError();
        };
    Sharing<String, String> broken =
        new Sharing<>(turnstile, FRESH, _ -> true, _ -> failing.call());
    assertThatThrownBy(() -> broken.ask("shop", "up")).hasCauseInstanceOf(StackOverflowError.class);
    answers.release();
    assertThat(sharing.ask("shop", "up")).isEqualTo("up #1");
  }
}
