package dev.mulkko.operator.telemetry.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.judge.Side;
import dev.mulkko.engine.judge.Told;
import dev.mulkko.engine.model.Comparison;
import dev.mulkko.engine.plan.gate.Comparing.Watch;
import dev.mulkko.kube.exposition.Page;
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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PodsOrPrometheusTest {

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
  private final PodsOrPrometheus both =
      new PodsOrPrometheus(
          new PodCounters("shop/shop", this::page, Clock.systemUTC()), new Scraped());

  @Test
  void podsThatTellAreBelieved() throws InterruptedException {
    assertThat(both.hear(ASKED).from()).isEqualTo("Pods");
    assertThat(both.interval(SECOND)).isEqualTo(SECOND);
  }

  @Test
  void oneLookThatFailsIsNoReasonToGo() throws InterruptedException {
    closed.add("shop-b-1");
    assertThat(both.hear(ASKED).told()).extracting(Told::target).containsExactly("shop-a-1");
    both.hear(ASKED);
    closed.clear();
    both.hear(ASKED);
    closed.add("shop-b-1");

    assertThat(both.hear(ASKED).from()).isEqualTo("Pods");
  }

  @Test
  void whereNoPodOfASideTellsPrometheusIsAskedAndSoItIsSaid() throws InterruptedException {
    closed.add("shop-b-1");
    both.hear(ASKED);
    both.hear(ASKED);

    Heard heard = both.hear(ASKED);

    assertThat(heard.told()).extracting(Told::target).containsExactly("scraped");
    assertThat(heard.from()).isEqualTo("Prometheus (pods: nobody listens)");
    assertThat(both.interval(SECOND)).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void podsThatTellAgainAreBelievedAgain() throws InterruptedException {
    closed.add("shop-b-1");
    String from = "Pods";
    for (int i = 0; i < 20; i++) {
      from = both.hear(ASKED).from();
    }
    assertThat(from).startsWith("Prometheus");
    closed.clear();
    for (int i = 0; i < 20; i++) {
      from = both.hear(ASKED).from();
    }

    assertThat(from).isEqualTo("Pods");
    assertThat(both.interval(SECOND)).isEqualTo(SECOND);
  }

  private Page page(Target target, String path) throws IOException {
    if (closed.contains(target.pod())) {
      throw new IOException("nobody listens");
    }
    return new Page.Whole(List.of());
  }

  private static final class Scraped implements Teller {
    @Override
    public Heard hear(Asked asked) {
      assertThat(asked.interval()).isEqualTo(Duration.ofSeconds(5));
      Told told = new Told(Side.Canary, "scraped", Instant.EPOCH, null, 1, 0, new TreeMap<>());
      return new Heard(List.of(told), Set.of(), Duration.ofMinutes(1), "Prometheus");
    }

    @Override
    public Duration interval(Duration wished) {
      return Duration.ofSeconds(5);
    }
  }
}
