package dev.mulkko.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mulkko.operator.telemetry.prometheus.PrometheusApi;
import dev.mulkko.operator.telemetry.server.Credentials;
import dev.mulkko.operator.telemetry.server.MetricServer;
import dev.mulkko.operator.telemetry.server.MetricServer.Limits;
import dev.mulkko.operator.telemetry.server.Reach;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a server of metrics is asked by many Rollouts, and who waits for whom. */
public final class QueriesBench {

  private static final int ROLLOUTS = 1000;
  private static final int CEILING = 200;
  private static final Duration WORK = Duration.ofMillis(5);
  private static final Duration SLOW = Duration.ofMillis(40);

  private static final Limits UNLIMITED =
      new Limits(Duration.ofSeconds(10), 1000, 1_000_000, Duration.ZERO);
  private static final Limits LIMITED =
      new Limits(Duration.ofSeconds(10), 16, CEILING, Duration.ofSeconds(1));

  private QueriesBench() {}

  public static void main(String... args) throws Exception {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("bench", "queries");
    figures.put("rollouts", ROLLOUTS);
    figures.put("ceiling", CEILING);
    Map<String, Object> unlimited = fleet(UNLIMITED);
    figures.put("unlimited", unlimited);
    System.out.println("unlimited: " + unlimited);
    Map<String, Object> limited = fleet(LIMITED);
    figures.put("limited", limited);
    System.out.println("limited: " + limited);
    Map<String, Object> tenants = tenants();
    figures.put("tenants", tenants);
    System.out.println("tenants: " + tenants);
    System.out.println(new JsonMapper().writeValueAsString(figures));
    System.exit(0);
  }

  private static Map<String, Object> fleet(Limits limits) throws Exception {
    try (FakePrometheus server = new FakePrometheus(WORK);
        PrometheusApi api = api(server, limits)) {
      return new Fleet(ROLLOUTS).run(server, api, Duration.ofSeconds(30), Duration.ofSeconds(50));
    }
  }

  private static Map<String, Object> tenants() throws Exception {
    try (FakePrometheus server = new FakePrometheus(SLOW);
        PrometheusApi api = api(server, LIMITED)) {
      Tenants tenants = new Tenants(api);
      Map<String, Object> figures = new LinkedHashMap<>();
      tenants.delays(Duration.ofSeconds(3));
      double alone = tenants.delays(Duration.ofSeconds(15)).at(0.99);
      figures.put("small_alone_p99_ms", alone);
      tenants.noise();
      Thread.sleep(1000);
      double beside = tenants.delays(Duration.ofSeconds(15)).at(0.99);
      tenants.quiet();
      figures.put("small_beside_a_noisy_one_p99_ms", beside);
      figures.put("ratio", Quantiles.rounded(beside / alone));
      return figures;
    }
  }

  private static PrometheusApi api(FakePrometheus server, Limits limits) {
    MetricServer described =
        MetricServer.ofProvider(
            "bench", server.address(), new Credentials.None(), Optional.empty(), limits);
    return PrometheusApi.of(described, new Reach(true, Set.of()), Clock.systemUTC());
  }
}
