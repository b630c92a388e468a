package dev.mulkko.e2e.observer;

import static dev.mulkko.e2e.observer.Play.CANARY;
import static dev.mulkko.e2e.observer.Play.SHOP;
import static dev.mulkko.e2e.observer.Play.STABLE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mulkko.e2e.observer.world.Kind;
import dev.mulkko.kube.Json;
import dev.mulkko.testbed.cluster.User;
import org.junit.jupiter.api.Test;

/** An Ingress and the canary beside it are watched over as one route. */
class IngressRulesTest {

  private static final String BESIDE = "shop-v2";

  @Test
  void aReleaseUpToHalfTheTrafficAndItsAbortBreakNoRule() {
    assertThat(at50Percent().broken()).isEmpty();
    assertThat(aborted().brokenAtEnd()).isEmpty();
  }

  @Test
  void weightWithoutEndpointsIsSeen() {
    assertThat(ready(1).create(Kind.Ingress, beside(CANARY, 50)).broken()).containsExactly("I2");
  }

  @Test
  void podsTakenFromUnderTheWeightAreSeen() {
    assertThat(at50Percent().scale(CANARY, 1).broken()).containsExactly("I2");
  }

  @Test
  void aWeightThatIsNotWrittenIsSeen() {
    ObjectNode weightless = beside(CANARY, 50);
    weightless
        .withObject("/metadata/annotations")
        .remove("nginx.ingress.kubernetes.io/canary-weight");
    assertThat(ready(3).create(Kind.Ingress, weightless).broken()).contains("I1");
  }

  @Test
  void anAbortThatLeavesTheCanaryWeightIsSeen() {
    assertThat(at50Percent().stopped().edit(Kind.Ingress, BESIDE, i -> weighs(i, 5)).broken())
        .containsExactly("I5");
  }

  @Test
  void whatIsLeftBesideItIsSeen() {
    assertThat(aborted().create(Kind.Ingress, beside(STABLE, 100)).brokenAtEnd()).contains("I6");
  }

  @Test
  void aWriteOfTheUsersOwnIsSeen() {
    assertThat(
            at50Percent()
                .edit(Kind.Ingress, SHOP, i -> i.withObject("/metadata/annotations").put("a", "b"))
                .broken())
        .containsExactly("I19");
  }

  private static Play ready(int pods) {
    Play play =
        Play.atRest()
            .by("kim")
            .edit(
                Kind.Rollout,
                SHOP,
                r ->
                    r.withObject("/spec/traffic")
                        .set("routes", Json.parse("[{\"kind\": \"Ingress\", \"name\": \"shop\"}]")))
            .create(Kind.Ingress, ingress("shop", SHOP))
            .by(User.OPERATOR.userName());
    return play.hold()
        .accepted()
        .pin(STABLE)
        .backs(STABLE, 6)
        .backs(CANARY, 0)
        .canary(3)
        .ready("shop-v2", CANARY, pods);
  }

  private static Play at50Percent() {
    return ready(3)
        .create(Kind.Ingress, beside(CANARY, 5))
        .edit(Kind.Ingress, BESIDE, i -> weighs(i, 50));
  }

  private static Play aborted() {
    return at50Percent()
        .stopped()
        .create(Kind.Ingress, beside(STABLE, 100))
        .scale(CANARY, 0)
        .scaled(CANARY, 0)
        .ready("shop-v2", CANARY, 0)
        .delete(Kind.Ingress, BESIDE)
        .unpin()
        .delete(Kind.Service, "shop-v1")
        .delete(Kind.Service, "shop-v2")
        .rests(STABLE)
        .resume();
  }

  private static void weighs(ObjectNode ingress, int weight) {
    ingress
        .withObject("/metadata")
        .withObject("annotations")
        .put("nginx.ingress.kubernetes.io/canary", "true")
        .put("nginx.ingress.kubernetes.io/canary-weight", Integer.toString(weight));
  }

  private static ObjectNode beside(String revision, int weight) {
    ObjectNode beside = ingress(BESIDE, "shop-" + revision);
    beside.withObject("/metadata/labels").put("mulkko.dev/rollout", SHOP);
    weighs(beside, weight);
    return beside;
  }

  private static ObjectNode ingress(String name, String service) {
    return (ObjectNode)
        Json.parse(
            """
            {"metadata": {"name": "%s", "namespace": "shop"},
             "spec": {"rules": [{"http": {"paths": [
                {"path": "/", "backend": {"service": {"name": "%s", "port": {"number": 80}}}}]}}]}}
            """
                .formatted(name, service));
  }
}
