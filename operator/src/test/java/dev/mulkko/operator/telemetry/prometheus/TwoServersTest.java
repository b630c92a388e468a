package dev.mulkko.operator.telemetry.prometheus;

import static dev.mulkko.operator.telemetry.prometheus.ScriptedServer.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpHandler;
import dev.mulkko.engine.plan.gate.Question;
import dev.mulkko.operator.telemetry.Measuring;
import dev.mulkko.operator.telemetry.server.MetricServer.Limits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Real servers, and the questions of many Rollouts. */
class TwoServersTest {

  private static final Duration LIMIT = Duration.ofMinutes(1);
  private final CountDownLatch released = new CountDownLatch(1);

  private static HttpHandler one() {
    return says(
        200,
        """
        {"status":"success","data":{"resultType":"scalar","result":[%d,"1"]}}"""
            .formatted(Instant.now().getEpochSecond()));
  }

  private HttpHandler slow() {
    return exchange -> {
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      one().handle(exchange);
    };
  }

  private static List<Question> questions(String server, int many) {
    return IntStream.range(0, many)
        .mapToObj(i -> new Question(server + i, server + " " + i))
        .toList();
  }

  @Test
  void aSlowServerHoldsUpNoQuestionOfAnother() throws Exception {
    try (ScriptedServer slow = ScriptedServer.that(slow());
        ScriptedServer quick = ScriptedServer.that(one());
        PrometheusApi slowApi = Apis.at(slow.address(), Clock.systemUTC());
        PrometheusApi quickApi = Apis.at(quick.address(), Clock.systemUTC())) {
      Measuring measuring =
          new Measuring(
              (rollout, question) ->
                  Apis.source(question.metric().startsWith("slow") ? slowApi : quickApi)
                      .ask(rollout, question));
      measuring.ask("shop/web", questions("slow", 100), Instant.EPOCH, () -> {});
      await().atMost(LIMIT).until(() -> slow.requests().size() == Limits.USUAL.atOnce());
      measuring.ask("shop/cart", questions("quick", 100), Instant.EPOCH, () -> {});
      await().atMost(LIMIT).until(() -> measuring.samples("shop/cart").size() == 100);

      assertThat(measuring.samples("shop/web")).isEmpty();
      assertThat(slow.requests()).hasSize(Limits.USUAL.atOnce());
      released.countDown();
      await().atMost(LIMIT).until(() -> measuring.samples("shop/web").size() == 100);
    }
  }

  @Test
  void whatManyRolloutsAskIsSentOnce() throws Exception {
    AtomicInteger told = new AtomicInteger();
    try (ScriptedServer server = ScriptedServer.that(slow());
        PrometheusApi api = Apis.at(server.address(), Clock.systemUTC())) {
      Measuring measuring = new Measuring(Apis.source(api));
      for (int i = 0; i < 100; i++) {
        measuring.ask(
            "shop/web-" + i,
            List.of(new Question("up", "up")),
            Instant.EPOCH,
            told::incrementAndGet);
      }
      await().atMost(LIMIT).until(() -> server.requests().size() == 1);
      released.countDown();
      await().atMost(LIMIT).until(() -> told.get() == 100);
      assertThat(server.requests().size()).isLessThan(10);
    }
  }

  @Test
  void anApiThatWasClosedSaysSoAndKeepsNobodyWaiting() throws Exception {
    try (ScriptedServer server = ScriptedServer.that(slow())) {
      PrometheusApi api = Apis.at(server.address(), Clock.systemUTC());
      Measuring measuring = new Measuring(Apis.source(api));
      measuring.ask("shop/web", questions("q", 40), Instant.EPOCH, () -> {});
      await().atMost(LIMIT).until(() -> server.requests().size() == Limits.USUAL.atOnce());
      api.close();
      await().atMost(LIMIT).until(() -> measuring.samples("shop/web").size() == 40);
      assertThat(server.requests()).hasSize(Limits.USUAL.atOnce());
      assertThat(measuring.samples("shop/web"))
          .allMatch(sample -> sample.reading().toString().contains("the answer broke off: "));
    }
  }
}
