package dev.mulkko.operator.telemetry;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mulkko.engine.model.Reading;
import dev.mulkko.engine.model.Reading.NoAnswer;
import dev.mulkko.engine.model.Reading.Value;
import dev.mulkko.engine.model.Sample;
import dev.mulkko.engine.plan.gate.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Every query is sent when the test says so: what it was handed over as runs later. */
class MeasuringTest {

  private static final String SHOP = "shop/web";
  private static final Question ERRORS = new Question("errors", "sum(errors)");
  private static final Question EDITED = new Question("errors", "max(errors)");
  private static final Question LATENCY = new Question("latency", "max(latency)");
  private static final Instant NOW = Instant.ofEpochSecond(1000);
  private static final Instant LATER = NOW.plusSeconds(15);

  private final Queue<Runnable> underWay = new ArrayDeque<>();
  private final List<Question> sent = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private Reading answer = new Value(1);
  private Runnable meanwhile = () -> {};
  private final Measuring measuring =
      new Measuring(this::answer, (query, _) -> underWay.add(query));

  private Reading answer(String rollout, Question question) {
    sent.add(question);
    Reading reading = answer;
    Runnable first = meanwhile;
    meanwhile = () -> {};
    first.run();
    return reading;
  }

  @Test
  void beforeAnythingIsAskedNothingIsKnownAndNothingWaitedFor() {
    assertThat(measuring.samples(SHOP)).isEmpty();
    assertThat(measuring.waiting(SHOP)).isFalse();
    ask(NOW);
    assertThat(measuring.waiting(SHOP)).isFalse();
    assertThat(underWay).isEmpty();
  }

  @Test
  void anAnswerIsKeptWithTheTimeOfItsQuestion() {
    ask(NOW, ERRORS);
    assertThat(measuring.samples(SHOP)).isEmpty();
    assertThat(measuring.waiting(SHOP)).isTrue();
    arrives(new Value(0.5));
    assertThat(measuring.samples(SHOP))
        .containsExactly(new Sample("errors", "sum(errors)", first(NOW), new Value(0.5)));
    assertThat(measuring.waiting(SHOP)).isFalse();
  }

  @Test
  void whatIsUnderWayIsNotAskedAgain() {
    ask(NOW, ERRORS, ERRORS);
    ask(LATER, ERRORS);
    assertThat(underWay).hasSize(1);
    arrives(new Value(1));
    assertThat(measuring.samples(SHOP)).extracting(Sample::at).containsExactly(first(NOW));
    ask(LATER, ERRORS);
    assertThat(underWay).hasSize(1);
  }

  @Test
  void theLastAnswerStaysUntilTheNextOne() {
    ask(NOW, ERRORS);
    arrives(new Value(1));
    ask(LATER, ERRORS);
    assertThat(measuring.samples(SHOP)).extracting(Sample::at).containsExactly(first(NOW));
    arrives(new NoAnswer("503"));
    assertThat(measuring.samples(SHOP))
        .containsExactly(new Sample("errors", "sum(errors)", LATER, new NoAnswer("503")));
  }

  @Test
  void metricsAndRolloutsDoNotWaitForEachOther() {
    ask(NOW, ERRORS, LATENCY);
    measuring.ask("shop/cart", List.of(ERRORS), NOW, () -> {});
    assertThat(underWay).hasSize(3);
    arrives(new Value(1));
    assertThat(measuring.samples(SHOP)).extracting(Sample::metric).containsExactly("errors");
    assertThat(measuring.waiting(SHOP)).isTrue();
    arrives(new Value(2));
    assertThat(measuring.waiting(SHOP)).isFalse();
    assertThat(measuring.waiting("shop/cart")).isTrue();
    assertThat(measuring.samples("shop/cart")).isEmpty();
  }

  @Test
  void aTextThatIsEditedBeforeItsTurnIsNeverSent() {
    ask(NOW, ERRORS);
    ask(LATER, EDITED);
    arrives(new Value(1));
    assertThat(sent).isEmpty();
    assertThat(measuring.waiting(SHOP)).isTrue();
    arrives(new Value(2));
    assertThat(sent).containsExactly(EDITED);
    assertThat(measuring.samples(SHOP))
        .containsExactly(new Sample("errors", "max(errors)", first(LATER), new Value(2)));
  }

  @Test
  void theAnswerToATextThatIsEditedMeanwhileIsDropped() {
    ask(NOW, ERRORS);
    meanwhile = () -> ask(LATER, EDITED);
    arrives(new Value(1));
    assertThat(sent).containsExactly(ERRORS);
    assertThat(measuring.samples(SHOP)).isEmpty();
    assertThat(measuring.waiting(SHOP)).isTrue();
    assertThat(told).isEmpty();
  }

  @Test
  void theAnswerToATextThatIsEditedMeanwhileReplacesNoneThatCameBefore() {
    ask(NOW, ERRORS);
    meanwhile =
        () -> {
          ask(LATER, EDITED);
          arrives(new Value(2));
        };
    arrives(new Value(1));
    assertThat(sent).containsExactly(ERRORS, EDITED);
    assertThat(measuring.samples(SHOP))
        .extracting(Sample::wording)
        .containsExactly(EDITED.wording());
    assertThat(told).hasSize(1);
  }

  @Test
  void anAnswerToAnOldTextIsForgottenWhenTheNewOneIsAsked() {
    ask(NOW, ERRORS);
    arrives(new Value(1));
    ask(LATER, EDITED);
    assertThat(measuring.samples(SHOP)).isEmpty();
  }

  @Test
  void aTextThatIsEditedThereAndBackIsAskedAfresh() {
    ask(NOW, ERRORS);
    Runnable first = underWay.remove();
    ask(NOW, EDITED);
    ask(NOW, ERRORS);
    first.run();
    assertThat(measuring.waiting(SHOP)).isTrue();
    assertThat(told).isEmpty();
  }

  @Test
  void whatIsForgottenIsGoneWithTheAnswerToCome() {
    ask(NOW, ERRORS);
    arrives(new Value(1));
    ask(LATER, ERRORS);
    measuring.forget(SHOP);
    assertThat(measuring.samples(SHOP)).isEmpty();
    assertThat(measuring.waiting(SHOP)).isFalse();
    arrives(new Value(2));
    assertThat(measuring.samples(SHOP)).isEmpty();
    assertThat(sent).hasSize(1);
    assertThat(told).hasSize(1);
  }

  @Test
  void afterItWasForgottenTheSameQuestionIsAnotherOne() {
    ask(NOW, ERRORS);
    Runnable first = underWay.remove();
    measuring.forget(SHOP);
    ask(NOW, ERRORS);
    first.run();
    assertThat(measuring.samples(SHOP)).isEmpty();
    assertThat(measuring.waiting(SHOP)).isTrue();
    arrives(new Value(2));
    assertThat(measuring.samples(SHOP)).extracting(Sample::reading).containsExactly(new Value(2));
  }

  @Test
  void whoIsToldOfAnAnswerFindsIt() {
    ask(NOW, ERRORS);
    arrives(new Value(1));
    assertThat(told).containsExactly("1 samples, waiting false");
  }

  @Test
  void aSourceThatFailsIsNoAnswerAndMayBeAskedAgain() {
    Measuring failing =
        new Measuring(
            (_, _) -> {
              throw new IllegalStateException("odd");
            },
            (query, _) -> underWay.add(query));
    failing.ask(SHOP, List.of(ERRORS), NOW, () -> {});
    underWay.remove().run();
    assertThat(failing.samples(SHOP))
        .extracting(Sample::reading)
        .containsExactly(new NoAnswer("the query failed in Mulkko: its log says why"));
    failing.ask(SHOP, List.of(ERRORS), LATER, () -> {});
    assertThat(underWay).hasSize(1);
  }

  @Test
  void evenAnErrorOfTheMachineEndsTheWait() {
    Measuring failing =
        new Measuring(
            (_, _) -> {
              throw new StackOverflowError();
            },
            (query, _) -> underWay.add(query));
    failing.ask(SHOP, List.of(ERRORS), NOW, () -> {});
    assertThatThrownBy(underWay.remove()::run).isInstanceOf(StackOverflowError.class);
    assertThat(failing.waiting(SHOP)).isFalse();
    assertThat(failing.samples(SHOP)).hasSize(1);
  }

  @Test
  void rolloutsThatBeginTogetherAskTheirFirstQuestionApart() {
    List<Duration> after = new ArrayList<>();
    Measuring spread = new Measuring(this::answer, (query, wait) -> after.add(wait));
    for (int i = 0; i < 1000; i++) {
      spread.ask("shop/web-" + i, List.of(ERRORS), NOW, () -> {});
    }
    assertThat(after).hasSize(1000).allMatch(wait -> wait.compareTo(Measuring.SPREAD) < 0);
    assertThat(after.stream().collect(groupingBy(wait -> wait.toMillis() / 100, counting())))
        .hasSize(10)
        .allSatisfy((tenth, many) -> assertThat(many).isBetween(50L, 150L));
  }

  @Test
  void onlyTheFirstQuestionOfAMetricWaitsForItsMoment() {
    List<Duration> after = new ArrayList<>();
    Measuring spread =
        new Measuring(
            this::answer,
            (query, wait) -> {
              after.add(wait);
              query.run();
            });
    spread.ask(SHOP, List.of(ERRORS), NOW, () -> {});
    spread.ask(SHOP, List.of(ERRORS), LATER, () -> {});
    assertThat(after).containsExactly(Phase.of(SHOP, Measuring.SPREAD), Duration.ZERO);
    assertThat(spread.samples(SHOP)).extracting(Sample::at).containsExactly(LATER);
  }

  /** A first question is asked in the moment of its Rollout. */
  private static Instant first(Instant now) {
    return now.plus(Phase.of(SHOP, Measuring.SPREAD));
  }

  private void ask(Instant now, Question... due) {
    measuring.ask(
        SHOP,
        List.of(due),
        now,
        () ->
            told.add(
                "%d samples, waiting %s"
                    .formatted(measuring.samples(SHOP).size(), measuring.waiting(SHOP))));
  }

  /** To the question that has been under way for longest. */
  private void arrives(Reading reading) {
    answer = reading;
    underWay.remove().run();
  }
}
