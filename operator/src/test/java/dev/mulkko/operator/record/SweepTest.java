package dev.mulkko.operator.record;

import static dev.mulkko.operator.record.Written.closed;
import static dev.mulkko.operator.record.Written.durations;
import static dev.mulkko.operator.record.Written.open;
import static dev.mulkko.operator.record.Written.promoted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.api.v1beta1.DeploymentRecordStatus;
import dev.mulkko.api.v1beta1.DeploymentTotals;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.engine.retention.Retention;
import dev.mulkko.operator.apply.ClusterWriter;
import dev.mulkko.operator.cluster.ApiServer;
import dev.mulkko.operator.cluster.RunningOperator;
import dev.mulkko.operator.cluster.Shop;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** On a real API server, with the caches of a real operator. */
@Tag("cluster")
@ExtendWith(ApiServer.Running.class)
class SweepTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final DeploymentTotals THREE =
      new DeploymentTotals(2, 0, 1, 0, 0, durations(2, 4_000_000_000L, 0L, 0L, 0L, 2L), null);

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final Shop shop;
  private final KubernetesClient client;
  private final RunningOperator operator;

  SweepTest(ApiServer server) {
    shop = Shop.on(server);
    client = server.client();
    operator = RunningOperator.in(shop, _ -> {});
  }

  @AfterEach
  void stop() {
    operator.close();
  }

  @Test
  void manyAreRemovedAHundredAtATimeAndTheSumsStay() {
    Rollout web = shop.createRollout("web");
    String uid = web.getMetadata().getUid();
    IntStream.rangeClosed(1, 240)
        .forEach(
            n ->
                create(
                    closed(
                        record("web", uid, n),
                        n % 10 == 0 ? "RolledBack" : "Promoted",
                        now.minus(Duration.ofHours(300 - n)),
                        new DeploymentTotals(n - n / 10, n / 10, 0, 0, 0, null, null))));
    awaitRecords(240);
    String before = scrape();
    assertThat(before).contains("outcome=\"Promoted\",rollout=\"web\"} 216.0");
    Sweep sweep = sweep(new Retention(20, Duration.ofDays(400)), now);
    sweep.run();
    awaitRecords(140);
    sweep.run();
    awaitRecords(40);
    sweep.run();
    // 20 failures, and the last 20 of the others.
    Set<String> kept = new TreeSet<>();
    IntStream.rangeClosed(1, 240)
        .filter(n -> n % 10 == 0 ? n > 40 : n > 217)
        .forEach(n -> kept.add("web-" + n));
    assertThat(kept).hasSize(40 - 2 + 2);
    assertThat(names()).isEqualTo(kept);
    assertThat(scrape()).isEqualTo(before);
    assertThat(scrapeOfAnother()).isEqualTo(before);
  }

  @Test
  void whatARolloutLeftOpenIsClosedWithItsSums() {
    create(closed(record("gone", "u1", 1), "Promoted", now, THREE));
    create(record("gone", "u1", 2));
    Rollout web = shop.createRollout("web");
    create(record("web", web.getMetadata().getUid(), 7));
    create(record("web", "the one before", 6));
    awaitRecords(4);
    Sweep atOnce = sweep(new Retention(500, Duration.ofDays(180)), now);
    atOnce.run();
    assertThat(outcome("gone-2")).isNull();
    Instant later = now.plus(Duration.ofMinutes(30));
    sweep(new Retention(500, Duration.ofDays(180)), later).run();
    DeploymentRecordStatus closed = status("gone-2");
    assertThat(closed.outcome()).isEqualTo("Aborted");
    assertThat(closed.reason()).isEqualTo("RolloutDeleted");
    assertThat(closed.message()).isEqualTo("its Rollout was deleted while 6f4c was under way");
    assertThat(closed.endedAt()).isEqualTo(later);
    assertThat(closed.totals())
        .isEqualTo(
            new DeploymentTotals(
                2, 0, 2, 0, 0, durations(2, 4_000_000_000L, 0L, 0L, 0L, 2L), null));
    assertThat(outcome("web-6")).isEqualTo("Aborted");
    assertThat(outcome("web-7")).isNull();
    assertThat(names()).hasSize(4);
  }

  @Test
  void ofARolloutThatIsGoneAllGoesSomeDayTheSumsLast() {
    create(closed(record("gone", "u1", 1), "RolledBack", now, promoted(0)));
    create(closed(record("gone", "u1", 2), "Promoted", now, promoted(1)));
    awaitRecords(2);
    Retention month = new Retention(500, Duration.ofDays(30));
    sweep(month, now.plus(Duration.ofDays(31))).run();
    assertThat(names()).containsExactly("gone-1", "gone-2");
    sweep(month, now.plus(Duration.ofDays(61))).run();
    awaitRecords(1);
    assertThat(names()).containsExactly("gone-2");
    sweep(month, now.plus(Duration.ofDays(61))).run();
    awaitRecords(0);
    assertThat(names()).isEmpty();
  }

  private DeploymentRecord record(String rollout, String uid, long attempt) {
    return open(shop.namespace(), rollout, uid, attempt);
  }

  private void create(DeploymentRecord record) {
    DeploymentRecordStatus status = record.getStatus();
    DeploymentRecord created = client.resource(record).create();
    if (status != null) {
      created.setStatus(status);
      client.resource(created).updateStatus();
    }
  }

  private Sweep sweep(Retention retention, Instant at) {
    return new Sweep(
        operator.caches(), new ClusterWriter(client), retention, Clock.fixed(at, ZoneOffset.UTC));
  }

  /** Until the caches show so many, and each as the server has it. */
  private void awaitRecords(int count) {
    await()
        .atMost(LIMIT)
        .until(
            () -> versions(operator.caches().allRecords().orElseThrow()),
            cached -> cached.size() == count && cached.equals(versions(all())));
  }

  private static Set<String> versions(List<DeploymentRecord> records) {
    return records.stream()
        .map(r -> r.getMetadata().getName() + " " + r.getMetadata().getResourceVersion())
        .collect(Collectors.toSet());
  }

  private String scrape() {
    return scrape(operator);
  }

  private String scrapeOfAnother() {
    try (RunningOperator another = RunningOperator.in(shop, _ -> {})) {
      return scrape(another);
    }
  }

  private static String scrape(RunningOperator running) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    DeliveryMetrics metrics = new DeliveryMetrics();
    registry.getPrometheusRegistry().register(metrics);
    metrics.follow(running.caches());
    return registry.scrape("application/openmetrics-text");
  }

  private List<DeploymentRecord> all() {
    return client.resources(DeploymentRecord.class).inNamespace(shop.namespace()).list().getItems();
  }

  private Set<String> names() {
    return all().stream()
        .map(record -> record.getMetadata().getName())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private DeploymentRecordStatus status(String name) {
    return client
        .resources(DeploymentRecord.class)
        .inNamespace(shop.namespace())
        .withName(name)
        .require()
        .getStatus();
  }

  private @Nullable String outcome(String name) {
    DeploymentRecordStatus status = status(name);
    return status == null ? null : status.outcome();
  }
}
