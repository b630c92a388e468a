package dev.mulkko.operator.telemetry.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.awaitility.Awaitility.await;

import dev.mulkko.engine.model.Ask.Resource;
import dev.mulkko.engine.model.Reading;
import dev.mulkko.engine.model.Template.Container;
import dev.mulkko.engine.model.Wording;
import dev.mulkko.engine.plan.gate.OfLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What kubelets tell, in a real Prometheus, against the limits of a template. */
@Tag("cluster")
class RealPodLimitsTest {

  private static final List<Container> CONTAINERS =
      List.of(
          new Container("app", 1000, 0.5),
          new Container("proxy", 200, 0),
          new Container("log", 0, 1));

  private static final String PODS = "shop-b-[a-z0-9]{5}";

  private ScriptedServer kubelet;
  private RunningPrometheus prometheus;
  private PrometheusApi api;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    Instant begin = Instant.now();
    kubelet =
        ScriptedServer.that(
            exchange ->
                ScriptedServer.says(
                        200,
                        "Content-Type",
                        "text/plain; version=0.0.4",
                        page(Duration.between(begin, Instant.now()).toMillis() / 1e3))
                    .handle(exchange));
    prometheus =
        RunningPrometheus.in(
            folder,
            "scrape_configs: [{job_name: kubelet, scrape_interval: 1s, scrape_timeout: 1s, static_configs: [{targets: ['%s']}]}]"
                .formatted(kubelet.address().getAuthority()));
    api = Apis.within(Duration.ofMinutes(1), prometheus.address(), Clock.systemUTC());
  }

  /**
   * Three pods of the canary, whose fullest containers use 0.3, 0.8 and 0.95 of their memory, and
   * 0.2, 0.4 and 0.6 of their CPU; one of stable, and one of a neighbour, that are full.
   */
  private static String page(double seconds) {
    StringBuilder page = new StringBuilder();
    container(page, "shop-b-aaaaa", "app", 300, 0.1 * seconds);
    container(page, "shop-b-aaaaa", "proxy", 20, 9 * seconds);
    container(page, "shop-b-bbbbb", "app", 400, 0.2 * seconds);
    container(page, "shop-b-bbbbb", "proxy", 160, 9 * seconds);
    container(page, "shop-b-ccccc", "app", 950, 0.1 * seconds);
    container(page, "shop-b-ccccc", "log", 99_999, 0.6 * seconds);
    container(page, "shop-a-aaaaa", "app", 999, 9 * seconds);
    container(page, "shop-b-toolong", "app", 999, 9 * seconds);
    return page.toString();
  }

  private static void container(
      StringBuilder page, String pod, String name, long bytes, double cpu) {
    String labels = "{namespace=\"shop\",pod=\"%s\",container=\"%s\"}".formatted(pod, name);
    page.append("container_memory_working_set_bytes%s %d\n".formatted(labels, bytes))
        .append("container_cpu_usage_seconds_total%s %f\n".formatted(labels, cpu));
  }

  @AfterEach
  void stop() {
    api.close();
    prometheus.close();
    kubelet.close();
  }

  @Test
  void theMedianOfThePodsCountsEachByItsFullestContainer() {
    assertThat(share(Resource.Memory)).isEqualTo(0.8, offset(1e-9));
    assertThat(share(Resource.Cpu)).isEqualTo(0.4, offset(0.05));
  }

  private double share(Resource resource) {
    Wording.Promql query = (Wording.Promql) OfLimits.of(resource, CONTAINERS, "shop", PODS);
    Reading[] last = new Reading[1];
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              last[0] = api.value(query.text());
              return last[0] instanceof Reading.Value;
            });
    return ((Reading.Value) last[0]).number();
  }
}
