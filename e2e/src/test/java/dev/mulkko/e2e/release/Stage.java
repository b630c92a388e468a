package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.OperatorProcess;
import dev.mulkko.e2e.PodLedger;
import dev.mulkko.e2e.SharedLab;
import dev.mulkko.e2e.Shop;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.awaitility.core.ConditionTimeoutException;

/** A shop in a namespace of its own, with a Rollout attached, clients, and an operator. */
final class Stage implements AutoCloseable {

  static final int REPLICAS = 6;
  static final Duration LIMIT = Duration.ofSeconds(60);

  private static final int STORY_LINES = 40;

  final Lab lab;
  final Shop shop;
  final Books books;
  final PodLedger pods;
  final Clients clients;
  private final Map<String, JsonNode> before;
  private OperatorProcess operator;

  private Stage(Lab lab, Shop shop, OperatorProcess operator) {
    this.lab = lab;
    this.shop = shop;
    this.operator = operator;
    this.books = new Books(lab, shop.namespace());
    this.before = shop.objects();
    this.pods = new PodLedger(lab.client(), shop.namespace());
    this.clients = new Clients(lab, shop);
  }

  static Stage open(String name, Pace pace) {
    return open(name, pace, deployment -> deployment);
  }

  static Stage open(String name, Pace pace, UnaryOperator<Deployment> change) {
    Lab lab = SharedLab.lab();
    Shop shop = new Shop(lab, lab.cluster().newNamespace(name));
    OperatorProcess operator = OperatorProcess.start(lab);
    try {
      shop.open(change);
      shop.attach(pace);
      return new Stage(lab, shop, operator);
    } catch (RuntimeException | Error e) {
      operator.close();
      throw e;
    }
  }

  /** The developer changes the template; returns when that was. */
  Instant release(String version, Map<String, String> env) {
    Instant when = Instant.now();
    shop.release(version, env);
    return when;
  }

  RolloutStatus await(String what, Predicate<RolloutStatus> wanted) {
    try {
      return shop.await(LIMIT, what, wanted);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(e.getMessage() + story(), e);
    }
  }

  /** The same of a release that nothing may stop. */
  RolloutStatus awaitUnstopped(String what, Predicate<RolloutStatus> wanted) {
    return await(
        what,
        status -> {
          assertThat(status.phase())
              .as(String.valueOf(status.message()))
              .isNotIn("Aborting", "RolledBack");
          return wanted.test(status);
        });
  }

  void awaitPromoted(String version) {
    awaitUnstopped(version + " is promoted", status -> shop.promoted(version));
  }

  private String story() {
    return "%nstatus: %s%nthe operator, last:%n%s"
        .formatted(shop.status(), operator.lastLines(STORY_LINES));
  }

  /** This share of the traffic is verified to go to the canary, and the pause has begun. */
  RolloutStatus awaitPauseAt(String weight) {
    return awaitUnstopped(
        "the pause at " + weight,
        status ->
            weight.equals(status.weight())
                && status.rollout() != null
                && status.rollout().stepStartedAt() != null);
  }

  /** Refused, and nothing of it is left but the template. */
  RolloutStatus awaitRolledBack() {
    return await(
        "is rolled back",
        status ->
            "RolledBack".equals(status.phase())
                && status.rollout() == null
                && shop.rollout().getMetadata().getFinalizers().isEmpty());
  }

  void killOperator() {
    operator.kill();
  }

  void startOperator() {
    operator = OperatorProcess.start(lab);
  }

  /** What the user wrote is as before the release, but for the image. */
  void assertObjectsAsBefore(String version) {
    assertTrafficAsBefore();
    JsonNode expected = deployment(before).deepCopy();
    ((ObjectNode) expected.at("/spec/template/spec/containers/0")).put("image", "shop:" + version);
    assertThat(deployment(shop.objects())).isEqualTo(expected);
  }

  private static JsonNode deployment(Map<String, JsonNode> objects) {
    return Objects.requireNonNull(objects.get("Deployment"));
  }

  /** What sends traffic is as before the release. */
  void assertTrafficAsBefore() {
    Map<String, JsonNode> now = shop.objects();
    assertThat(now.get("Service")).isEqualTo(before.get("Service"));
    assertThat(now.get("HTTPRoute")).isEqualTo(before.get("HTTPRoute"));
  }

  /** No pod of this version was restarted or replaced, and there are as many as are wanted. */
  void assertPodsUntouched(String version) {
    String image = "shop:" + version;
    assertThat(pods.everOf(image)).as("pods of " + image).hasSize(REPLICAS);
    assertThat(pods.disturbed(image, REPLICAS)).as("disturbed pods of " + image).isZero();
  }

  @Override
  public void close() {
    clients.close();
    pods.close();
    operator.close();
    lab.client().namespaces().withName(shop.namespace()).delete();
  }
}
