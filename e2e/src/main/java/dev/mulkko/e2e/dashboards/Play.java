package dev.mulkko.e2e.dashboards;

import dev.mulkko.api.v1beta1.DeployLock;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.Shop;
import dev.mulkko.e2e.Wait;
import dev.mulkko.e2e.demo.Say;
import dev.mulkko.testbed.load.LoadClient;
import dev.mulkko.testbed.load.LoadRun;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Objects;

/**
 * What there is to show: a version that a lock holds, that waits for a person and is promoted; one
 * that fails and is taken out; and a Rollout that nothing can be done about.
 */
final class Play {

  static final String NAMESPACE = "shop";
  static final String ROLLOUT = "shop";

  private static final int RATE = 50;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private static final DateTimeFormatter BUILT =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

  private final Lab lab;
  private final Prometheus prometheus;
  private final Shop shop;

  Play(Lab lab, Prometheus prometheus) {
    this.lab = lab;
    this.prometheus = prometheus;
    this.shop = new Shop(lab, NAMESPACE);
  }

  void play() {
    create(NAMESPACE);
    create("blog");
    lab.client().resource(Shop.sample(lab, "canary-httproute")).inNamespace("blog").create();
    shop.open(deployment -> deployment);
    shop.attach(_ -> rollout());
    try (LoadRun load = LoadClient.start(shop.load("requests.csv").withRate(RATE))) {
      promoteWhatWasHeld();
      takeOutWhatFails();
      load.stop();
    }
  }

  private void promoteWhatWasHeld() {
    shop.apply("bench/dashboards-lock.yaml");
    String good = version("PAY-1");
    shop.release(good, Map.of());
    shop.await(LIMIT, "is held by the lock", s -> "Locked".equals(s.reason()));
    awaitShown("mulkko_rollout_locked_seconds > 0");
    Say.line("%s is held by a lock", good);
    lab.client().resources(DeployLock.class).inNamespace(NAMESPACE).withName("freeze").delete();
    shop.await(LIMIT, "waits for a person", s -> "AwaitingApproval".equals(s.reason()));
    awaitShown("mulkko_rollout_waiting_seconds > 0");
    Say.line("%s waits for a person", good);
    var _ = shop.asks("Resume", "it is good");
    Wait.until(LIMIT, good + " is promoted", () -> shop.promoted(good));
    Say.line("%s is promoted", good);
  }

  private void takeOutWhatFails() {
    String bad = version("PAY-2");
    shop.release(bad, Map.of("ERROR_RATE", "0.5"));
    Wait.until(LIMIT, bad + " is taken out", shop::rolledBack);
    awaitShown("mulkko_rollout_info{phase=\"RolledBack\"}");
    Say.line("%s is taken out: %s", bad, shop.status().refused().getFirst().message());
  }

  private void awaitShown(String query) {
    Wait.until(LIMIT, "Prometheus has " + query, () -> prometheus.shows(query));
  }

  /** With a name that says when it was built: an hour ago. */
  private static String version(String ticket) {
    return ticket + "-shop-" + BUILT.format(Instant.now().minus(Duration.ofHours(1)));
  }

  private void create(String namespace) {
    lab.client()
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
  }

  private Rollout rollout() {
    try (InputStream file =
        Play.class.getClassLoader().getResourceAsStream("bench/dashboards-rollout.yaml")) {
      return lab.client()
          .getKubernetesSerialization()
          .unmarshal(Objects.requireNonNull(file), Rollout.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
