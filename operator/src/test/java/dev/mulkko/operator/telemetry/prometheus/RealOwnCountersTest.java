package dev.mulkko.operator.telemetry.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.mulkko.engine.judge.Evidence.Step;
import dev.mulkko.engine.judge.Hearing;
import dev.mulkko.engine.judge.Side;
import dev.mulkko.engine.judge.Told;
import dev.mulkko.engine.judge.Trial;
import dev.mulkko.engine.model.Comparison;
import dev.mulkko.engine.model.Comparison.OwnCounters;
import dev.mulkko.engine.plan.gate.Comparing.Watch;
import dev.mulkko.kube.read.MetricTargets.Target;
import dev.mulkko.operator.telemetry.Teller.Asked;
import dev.mulkko.operator.telemetry.Teller.Heard;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counters of the client of Prometheus in programs of ours, which a real Prometheus reads. */
@Tag("cluster")
class RealOwnCountersTest {

  private static final List<String> PODS = List.of("shop-a-1", "shop-b-1", "shop-b-2");

  private final Map<String, Program> programs = new ConcurrentHashMap<>();
  private ScriptedServer pages;
  private RunningPrometheus prometheus;
  private Trial trial;

  /** One start of a program. */
  private record Program(PrometheusRegistry registry, Counter requests, Counter mistakes) {

    static Program start() {
      PrometheusRegistry registry = new PrometheusRegistry();
      return new Program(registry, counter(registry, "requests"), counter(registry, "mistakes"));
    }

    private static Counter counter(PrometheusRegistry registry, String name) {
      return Counter.builder()
          .name("shop_" + name)
          .labelNames("code")
          .withoutExemplars()
          .register(registry);
    }

    void answers(String code, int times) {
      requests.labelValues(code).inc(times);
    }

    byte[] page() throws IOException {
      ByteArrayOutputStream page = new ByteArrayOutputStream();
      ExpositionFormats.init().getPrometheusTextFormatWriter().write(page, registry.scrape());
      return page.toByteArray();
    }
  }

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    PODS.forEach(pod -> programs.put(pod, Program.start()));
    pages =
        ScriptedServer.that(
            exchange -> {
              String pod = exchange.getRequestURI().getPath().substring(1);
              byte[] page = programs.getOrDefault(pod, Program.start()).page();
              exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
              exchange.sendResponseHeaders(200, page.length == 0 ? -1 : page.length);
              exchange.getResponseBody().write(page);
            });
    prometheus = RunningPrometheus.in(folder, configuration());
    trial = Comparison.DEFAULT.trial(new Step(true, Instant.now(), 0.5), List.of());
  }

  private String configuration() {
    String targets =
        PODS.stream()
            .map(
                pod ->
                    "{targets: [\"%s\"], labels: {__metrics_path__: /%2$s, pod: %2$s}}"
                        .formatted(pages.address().getAuthority(), pod))
            .collect(Collectors.joining(", "));
    return "scrape_configs: [{job_name: a, scrape_interval: 1s, scrape_timeout: 1s, static_configs: [%s]}]"
        .formatted(targets);
  }

  @AfterEach
  void stop() {
    prometheus.close();
    pages.close();
  }

  /** What was counted before the first look is not known to be of the canary's time. */
  @Test
  void whatEachPodCountsIsCountedOverItsNewStarts() {
    PrometheusCounters counters = counters("shop_requests_total{pod=~\"$(pods)\", code=~\"5..\"}");
    program("shop-a-1").answers("200", 100);
    program("shop-b-1").answers("200", 10);
    program("shop-b-2").answers("200", 5);
    program("shop-b-2").answers("500", 5);
    awaitLast(counters, "shop-b-1 10 0", "shop-b-2 10 5");

    awaitSamples(counters, 3);
    program("shop-b-1").answers("500", 3);
    awaitLast(counters, "shop-b-1 13 3", "shop-b-2 10 5");

    programs.put("shop-b-1", Program.start());
    program("shop-b-1").answers("200", 2);
    program("shop-a-1").answers("503", 1);
    awaitLast(counters, "shop-b-1 2 0", "shop-b-2 10 5");

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              hear(counters);
              List<Long> counts = trial.keep().getFirst().counts();
              assertThat(counts).startsWith(3L + 2L, 3L);
              assertThat(counts.getLast()).isEqualTo(1);
            });
  }

  @Test
  void failuresOfNobodyProveNothing() {
    PrometheusCounters counters = counters("shop_mistakes_total{pod=~\"$(pods)\"}");
    program("shop-a-1").answers("200", 100);
    program("shop-b-1").answers("200", 10);
    awaitLast(counters, "shop-b-1 10 0");
    program("shop-b-2").mistakes.labelValues("1").inc();

    Heard heard =
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> hear(counters), now -> now.told().isEmpty());
    assertThat(heard.from())
        .isEqualTo("Counters: counters.total has no series of shop-b-2, failed has");
  }

  /** A version of which nobody has counted a request costs one question. */
  @Test
  void thePastIsThatOfStable() {
    program("shop-a-1").answers("200", 100);
    program("shop-a-1").answers("500", 1);
    PrometheusCounters counters = counters("shop_requests_total{pod=~\"$(pods)\", code=\"500\"}");
    assertThat(hear(counters).told()).isEmpty();

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(counters.past(asked(Instant.now())))
                    .extracting(Told::side, Told::target, Told::requests, Told::failed)
                    .contains(tuple(Side.Stable, "shop-a-1", 102L, 1L)));
  }

  private Program program(String pod) {
    return programs.getOrDefault(pod, Program.start());
  }

  private PrometheusCounters counters(String failed) {
    PrometheusApi api = Apis.at(prometheus.address(), Clock.systemUTC());
    return PrometheusCounters.ofOwn(
        api, "ns/shop", "ns", new OwnCounters("shop_requests_total{pod=~\"$(pods)\"}", failed));
  }

  /** Stable answers all the time: otherwise nothing could be compared. */
  private Heard hear(PrometheusCounters counters) {
    program("shop-a-1").answers("200", 1);
    Heard heard = counters.hear(asked(Instant.EPOCH));
    trial = trial.and(new Hearing(Instant.now(), heard.patience(), heard.told(), heard.due()));
    return heard;
  }

  /** What comes between two samples is spread: all that is counted must come after the first. */
  private void awaitSamples(PrometheusCounters counters, long atLeast) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        hear(counters).told().stream()
                            .collect(Collectors.groupingBy(Told::target, Collectors.counting())))
                    .containsOnlyKeys(PODS)
                    .allSatisfy(
                        (_, samples) -> assertThat(samples).isGreaterThanOrEqualTo(atLeast)));
  }

  /** The last word of each. */
  private void awaitLast(PrometheusCounters counters, String... words) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        hear(counters).told().stream()
                            .filter(told -> told.side() == Side.Canary)
                            .collect(Collectors.toMap(Told::target, told -> told, (_, b) -> b))
                            .values())
                    .extracting(
                        told -> "%s %d %d".formatted(told.target(), told.requests(), told.failed()))
                    .containsExactlyInAnyOrder(words));
  }

  private static Asked asked(Instant startedAt) {
    return new Asked(
        new Watch(Comparison.DEFAULT, "shop", "a", "b", startedAt, Optional.empty(), List.of()),
        PODS.stream().flatMap(RealOwnCountersTest::target).toList(),
        Optional.empty(),
        Duration.ofSeconds(5));
  }

  private static Stream<Target> target(String pod) {
    Side side = pod.startsWith("shop-b") ? Side.Canary : Side.Stable;
    return Stream.of(new Target(side, pod, "127.0.0.1", 8080));
  }
}
