package dev.mulkko.operator.telemetry.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.judge.Side;
import dev.mulkko.engine.judge.Told;
import dev.mulkko.engine.model.Comparison;
import dev.mulkko.engine.plan.gate.Comparing.Watch;
import dev.mulkko.kube.exposition.Page;
import dev.mulkko.kube.exposition.Series;
import dev.mulkko.kube.read.MetricTargets.Target;
import dev.mulkko.operator.telemetry.Teller;
import dev.mulkko.operator.telemetry.Teller.Asked;
import dev.mulkko.operator.telemetry.Teller.Heard;
import dev.mulkko.operator.telemetry.pods.PodCounters;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FirstThatTellsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Target CANARY = new Target(Side.Canary, "shop-b-1", "10.1.0.2", 8080);
  private static final Target STABLE = new Target(Side.Stable, "shop-a-1", "10.1.0.1", 8080);
  private static final Asked ASKED =
      new Asked(
          new Watch(
              Comparison.DEFAULT, "shop", "a", "b", Instant.EPOCH, Optional.empty(), List.of()),
          List.of(CANARY, STABLE),
          Optional.empty(),
          SECOND);

  private final Set<String> closed = new HashSet<>();
  private long requests = 1;
  private final Scripted prometheus = new Scripted("Prometheus");
  private final Scripted traefik = new Scripted("Traefik");
  private final Scripted envoy = new Scripted("Envoy");
  private final FirstThatTells all =
      new FirstThatTells(
          new PodCounters("shop/shop", this::page, Clock.systemUTC()),
          List.of(prometheus.voices(), traefik.voices(), envoy.voices()));

  @Test
  void podsThatTellAreBelieved() throws InterruptedException {
    for (int i = 0; i < 20; i++) {
      assertThat(all.hear(ASKED).from()).isEqualTo("Pods (Micrometer)");
    }
    assertThat(all.interval(SECOND)).isEqualTo(SECOND);
    assertThat(all.past(ASKED)).extracting(Told::target).containsExactly("past of Prometheus");
  }

  @Test
  void oneLookThatFailsIsNoReasonToGo() throws InterruptedException {
    closed.add("shop-b-1");
    assertThat(all.hear(ASKED).told()).extracting(Told::target).containsExactly("shop-a-1");
    all.hear(ASKED);
    closed.clear();
    all.hear(ASKED);
    closed.add("shop-b-1");

    assertThat(all.hear(ASKED).from()).isEqualTo("Pods (Micrometer)");
  }

  @Test
  void whereNoPodOfASideTellsPrometheusIsAskedAndSoItIsSaid() throws InterruptedException {
    closed.add("shop-b-1");
    prometheus.tells = Set.of(Side.values());
    Heard heard = after(3);

    assertThat(heard.told()).extracting(Told::target).containsOnly("Prometheus");
    assertThat(heard.from()).isEqualTo("Prometheus (pods: nobody listens)");
    assertThat(all.interval(SECOND)).isEqualTo(Duration.ofSeconds(5));
  }

  /** The watch begins with the rollout, and a slow start is no silence. */
  @Test
  void beforeAPodIsReadyNobodyIsGivenUp() throws InterruptedException {
    Asked nobody = new Asked(ASKED.watch(), List.of(), ASKED.edges(), SECOND);
    for (int i = 0; i < 10; i++) {
      all.hear(nobody);
    }

    assertThat(all.hear(ASKED).from()).isEqualTo("Pods (Micrometer)");
    assertThat(all.hear(ASKED).told()).hasSize(2);
    assertThat(prometheus.asked).isZero();
  }

  /** Its page is there, and what it counts by is not known. */
  @Test
  void anAppThatCountsByOtherNamesTellsNothing() throws InterruptedException {
    requests = 0;
    envoy.tells = Set.of(Side.values());
    Heard heard = after(9);

    assertThat(heard.told()).extracting(Told::target).containsOnly("Envoy");
    assertThat(heard.from())
        .isEqualTo("Envoy (pods: no requests; Prometheus, Traefik: nothing of both versions)");
    assertThat(all.past(ASKED)).extracting(Told::target).containsExactly("past of Envoy");
  }

  @Test
  void whoTellsOfOneVersionAloneIsPassedAndNothingOfItCounts() throws InterruptedException {
    closed.add("shop-b-1");
    prometheus.tells = Set.of(Side.Stable);
    traefik.tells = Set.of(Side.values());

    assertThat(after(3).told()).isEmpty();
    assertThat(after(3).from())
        .isEqualTo("Traefik (pods: nobody listens; Prometheus: nothing of both versions)");
  }

  /** Each look is one question, and what people read stays the same. */
  @Test
  void whereNobodyTellsAllAreAskedInTurn() throws InterruptedException {
    closed.add("shop-b-1");
    after(11);
    Set<String> said = new HashSet<>();
    for (int i = 0; i < 60; i++) {
      Heard heard = all.hear(ASKED);
      said.add(heard.from());
      assertThat(heard.told()).isEmpty();
    }

    assertThat(said)
        .containsExactly(
            "nobody yet (pods: nobody listens; Prometheus, Traefik, Envoy: nothing of both versions)");
    assertThat(prometheus.asked + traefik.asked + envoy.asked).isEqualTo(11 - 2 + 60);
    assertThat(List.of(prometheus.asked, traefik.asked, envoy.asked))
        .allSatisfy(asked -> assertThat(asked).isBetween(21, 25));
  }

  @Test
  void whoDoesNotAnswerIsNotPassed() throws InterruptedException {
    closed.add("shop-b-1");
    prometheus.why = "Prometheus answers 503";

    assertThat(after(20).from())
        .isEqualTo("Prometheus: Prometheus answers 503 (pods: nobody listens)");
    assertThat(traefik.asked).isZero();
  }

  @Test
  void whoTellsNoMoreIsLeft() throws InterruptedException {
    closed.add("shop-b-1");
    prometheus.tells = Set.of(Side.values());
    after(4);
    prometheus.tells = Set.of();
    traefik.tells = Set.of(Side.Stable);
    after(3);

    assertThat(all.hear(ASKED).told()).isEmpty();
    traefik.tells = Set.of(Side.values());
    assertThat(all.hear(ASKED).from()).startsWith("Traefik (");
  }

  @Test
  void podsThatTellAgainAreBelievedAgain() throws InterruptedException {
    closed.add("shop-b-1");
    prometheus.tells = Set.of(Side.values());
    assertThat(after(20).from()).startsWith("Prometheus");
    closed.clear();

    assertThat(after(20).from()).isEqualTo("Pods (Micrometer)");
    assertThat(all.interval(SECOND)).isEqualTo(SECOND);
  }

  private Heard after(int looks) throws InterruptedException {
    for (int i = 1; i < looks; i++) {
      all.hear(ASKED);
    }
    return all.hear(ASKED);
  }

  private Page page(Target target, String path) throws IOException {
    if (closed.contains(target.pod())) {
      throw new IOException("nobody listens");
    }
    return new Page.Whole(
        List.of(
            requests == 0
                ? new Series("process_start_time_seconds", Map.of(), 1, null)
                : new Series("http_server_requests_seconds_count", Map.of(), requests, null)));
  }

  private static final class Scripted implements Teller {
    private final String name;
    private Set<Side> tells = Set.of();
    private @Nullable String why;
    private int asked;

    Scripted(String name) {
      this.name = name;
    }

    Voices voices() {
      return new Voices(this, _ -> List.of(told(Side.Stable, "past of " + name)));
    }

    @Override
    public Heard hear(Asked question) {
      assertThat(question.interval()).isEqualTo(Duration.ofSeconds(5));
      asked++;
      return new Heard(
          tells.stream().map(side -> told(side, name)).toList(),
          Set.of(),
          Duration.ofMinutes(1),
          why == null ? name : name + ": " + why);
    }

    private static Told told(Side side, String target) {
      return new Told(side, target, Instant.EPOCH, null, 1, 0, new TreeMap<>());
    }

    @Override
    public Optional<String> why() {
      return Optional.ofNullable(why);
    }

    @Override
    public Duration interval(Duration wished) {
      return Duration.ofSeconds(5);
    }
  }
}
