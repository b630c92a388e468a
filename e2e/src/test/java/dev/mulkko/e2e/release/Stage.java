package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.OperatorProcess;
import dev.mulkko.e2e.PodLedger;
import dev.mulkko.e2e.SharedLab;
import dev.mulkko.e2e.Shop;
import dev.mulkko.e2e.Wait;
import dev.mulkko.e2e.observer.Observer;
import dev.mulkko.kube.Names;
import dev.mulkko.testbed.cluster.User;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** A shop in a namespace of its own, with a Rollout attached, clients, and an operator. */
final class Stage implements AutoCloseable {

  static final int REPLICAS = 6;
  static final Duration LIMIT = Duration.ofSeconds(90);

  private static final int STORY_LINES = 60;

  final Lab lab;
  final Shop shop;
  final Books books;
  final PodLedger pods;
  final Clients clients;
  final Kim kim;
  final Observer observer;
  private final Map<String, JsonNode> before;
  private final Map<String, String> environment;
  private OperatorProcess operator;

  private Stage(
      Lab lab,
      Shop shop,
      Map<String, String> environment,
      OperatorProcess operator,
      Observer observer) {
    this.lab = lab;
    this.shop = shop;
    this.environment = environment;
    this.operator = operator;
    this.observer = observer;
    this.books = new Books(lab, shop.namespace());
    this.before = shop.objects();
    this.pods = new PodLedger(lab.client(), shop.namespace());
    this.kim = new Kim(lab.cluster().client(User.KIM), shop);
    this.clients = new Clients(lab, shop, this::story);
  }

  static Stage open(String name, Pace pace) {
    return open(name, pace, deployment -> deployment);
  }

  static Stage open(String name, Pace pace, UnaryOperator<Deployment> change) {
    return open(name, pace, change, _ -> Map.of(), _ -> {});
  }

  /**
   * Everything can be chosen.
   *
   * @param change to the Deployment before it is created
   * @param environmentOf more of it for the operator
   * @param besides what else there is before the Rollout is attached
   */
  static Stage open(
      String name,
      UnaryOperator<Rollout> pace,
      UnaryOperator<Deployment> change,
      Function<Shop, Map<String, String>> environmentOf,
      Consumer<Shop> besides) {
    Lab lab = SharedLab.lab();
    Shop shop = new Shop(lab, lab.cluster().newNamespace(name));
    return open(shop, pace, change, environmentOf, besides);
  }

  /** Behind an Ingress instead of an HTTPRoute. */
  static Stage openBehindAnIngress(UnaryOperator<Rollout> pace) {
    Lab lab = SharedLab.lab();
    Shop shop = new Shop(lab, lab.cluster().newNamespace("ingress"), "canary-ingress");
    return open(shop, pace, deployment -> deployment, _ -> Map.of(), _ -> {});
  }

  /** Behind Contour and its Envoy, which can mirror requests, instead of Traefik. */
  static Stage openBehindContour(String name, UnaryOperator<Rollout> pace) {
    return openBehindContour(name, pace, deployment -> deployment);
  }

  static Stage openBehindContour(
      String name, UnaryOperator<Rollout> pace, UnaryOperator<Deployment> change) {
    Lab lab = SharedLab.lab();
    String namespace = lab.cluster().newNamespace(name);
    Shop shop = new Shop(lab, namespace, "canary-httproute", Shop.Door.CONTOUR);
    return open(shop, pace, change, _ -> Map.of(), _ -> {});
  }

  private static Stage open(
      Shop shop,
      UnaryOperator<Rollout> pace,
      UnaryOperator<Deployment> change,
      Function<Shop, Map<String, String>> environmentOf,
      Consumer<Shop> besides) {
    Lab lab = SharedLab.lab();
    Map<String, String> environment = environmentOf.apply(shop);
    Observer observer = Observer.open(lab, shop.namespace());
    OperatorProcess operator = OperatorProcess.in(shop.namespace(), lab, environment);
    try {
      shop.open(change);
      operator.awaitReady();
      besides.accept(shop);
      shop.attach(pace);
      return new Stage(lab, shop, environment, operator, observer);
    } catch (RuntimeException | Error e) {
      operator.close();
      observer.stop();
      throw e;
    }
  }

  /** With the Rollout of another sample. */
  static Stage openAs(String sample) {
    return open(
        sample,
        _ -> Shop.sample(SharedLab.lab(), sample),
        deployment -> deployment,
        _ -> Map.of(),
        _ -> {});
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
              .as(() -> status.message() + story())
              .isNotIn("Aborting", "RolledBack");
          return wanted.test(status);
        });
  }

  void awaitPromoted(String version) {
    awaitUnstopped(version + " is promoted", status -> shop.promoted(version));
  }

  String story() {
    Optional<RolloutStatus> status = Optional.ofNullable(shop.rollout()).map(Rollout::getStatus);
    return "%nstatus: %s%nthe operator, last:%n%s"
        .formatted(
            status.map(RolloutStatus::toString).orElse("none"), operator.lastLines(STORY_LINES));
  }

  /** What people are told in the shop's namespace. */
  List<Event> events() {
    return lab.client().events().v1().events().inNamespace(shop.namespace()).list().getItems();
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

  RolloutStatus awaitRolledBack() {
    var _ = await("is rolled back", _ -> shop.rolledBack());
    // The one that was handed in was read a moment before.
    return shop.status();
  }

  OperatorProcess operator() {
    return operator;
  }

  void killOperator() {
    operator.kill();
  }

  /** The next one, which is not there at once. */
  void startOperator() {
    operator = OperatorProcess.in(shop.namespace(), lab, environment);
  }

  /** Until so many pods are ready, and no other is left. */
  void awaitPods(int count) {
    Wait.until(
        LIMIT,
        "%s: %d pods are ready".formatted(shop.namespace(), count),
        () -> {
          List<Pod> all = lab.client().pods().inNamespace(shop.namespace()).list().getItems();
          return all.size() == count && all.stream().allMatch(Readiness::isPodReady);
        });
  }

  /** Until none of a version is left, not even one that ends. */
  void awaitNoPodOf(String version) {
    String image = "shop:" + version;
    Wait.until(
        LIMIT,
        "%s: no pod of %s is left".formatted(shop.namespace(), image),
        () ->
            lab.client().pods().inNamespace(shop.namespace()).list().getItems().stream()
                .noneMatch(
                    pod -> pod.getSpec().getContainers().getFirst().getImage().equals(image)));
  }

  /** What the user wrote is as before the release, but for the image. */
  void assertObjectsAsBefore(String version) {
    assertTrafficAsBefore();
    assertThat(deployment(shop.objects())).isEqualTo(deploymentBefore(version));
  }

  /** The same where nobody holds the Deployment at rest any more. */
  void assertObjectsAsBeforeAndFree(String version) {
    assertTrafficAsBefore();
    ObjectNode expected = deploymentBefore(version);
    expected.withObject("/spec").remove("paused");
    expected.withObject("/metadata/annotations").remove(Names.HELD_BY);
    assertThat(deployment(shop.objects())).isEqualTo(expected);
  }

  private ObjectNode deploymentBefore(String version) {
    ObjectNode expected = deployment(before).deepCopy();
    ((ObjectNode) expected.at("/spec/template/spec/containers/0")).put("image", "shop:" + version);
    return expected;
  }

  private static JsonNode deployment(Map<String, JsonNode> objects) {
    return Objects.requireNonNull(objects.get("Deployment"));
  }

  /** What sends traffic is as before the release. */
  void assertTrafficAsBefore() {
    Map<String, JsonNode> now = shop.objects();
    assertThat(now.get("Service")).isEqualTo(before.get("Service"));
    assertThat(now.get("route")).isEqualTo(before.get("route"));
  }

  /** Nothing of the user's objects speaks of us, but for who wrote a field last. */
  void assertNoTrace() {
    List<ReplicaSet> replicaSets =
        lab.client().apps().replicaSets().inNamespace(shop.namespace()).list().getItems();
    assertThat(replicaSets).isNotEmpty();
    Stream.concat(Stream.of(shop.deployment(), shop.service(), shop.route()), replicaSets.stream())
        .forEach(
            object ->
                assertThat(Shop.essence(object).toString())
                    .as("%s %s", object.getKind(), object.getMetadata().getName())
                    .doesNotContain("mulkko"));
  }

  /** No pod of this version was restarted or replaced, and there are as many as are wanted. */
  void assertPodsUntouched(String version) {
    String image = "shop:" + version;
    assertThat(pods.everOf(image)).as("pods of " + image).hasSize(REPLICAS);
    assertThat(pods.disturbed(image, REPLICAS)).as("disturbed pods of " + image).isZero();
  }

  /** Fails the test when the observer saw a rule broken. */
  @Override
  public void close() {
    clients.close();
    pods.close();
    try {
      observer.close();
      Figure.say("seen by the observer of %s = %s", shop.namespace(), observer.figures());
    } finally {
      operator.close();
      lab.client().namespaces().withName(shop.namespace()).delete();
    }
  }
}
