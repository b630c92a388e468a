package dev.mulkko.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Yaml;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnershipTest {

  private static final Deployment DEPLOYMENT = Yaml.object(Deployment.class, Shop.DEPLOYMENT);

  @Test
  void aReplicaSetIsEitherOwnedOrParked() {
    ReplicaSet owned = replicaSet(Shop.replicaSet("a", true));
    ReplicaSet parked = replicaSet(Shop.replicaSet("a", false));
    assertThat(Ownership.owns(DEPLOYMENT, owned)).isTrue();
    assertThat(Ownership.parked("shop", owned)).isFalse();
    assertThat(Ownership.owns(DEPLOYMENT, parked)).isFalse();
    assertThat(Ownership.parked("shop", parked)).isTrue();
  }

  @Test
  void whatAnotherRolloutParkedIsNotOurs() {
    assertThat(Ownership.parked("blog", replicaSet(Shop.replicaSet("a", false)))).isFalse();
  }

  @Test
  void whatAnotherControllerHasIsNotParked() {
    String taken =
        Shop.replicaSet("a", false)
            .replace("controller: false}", "controller: false}, {uid: d2, controller: true}");
    assertThat(Ownership.parked("shop", replicaSet(taken))).isFalse();
  }

  /** Of the same name, created again: the UID tells. */
  @Test
  void aDeploymentOfTheSameNameIsNotTheOwner() {
    String other = Shop.replicaSet("a", true).replace("uid: d1", "uid: d0");
    assertThat(Ownership.owns(DEPLOYMENT, replicaSet(other))).isFalse();
  }

  @Test
  void aReplicaSetWithoutTheHashHasNoRevision() {
    assertThat(Ownership.revision(replicaSet(Shop.replicaSet("a", true)))).isEqualTo("a");
    assertThat(Ownership.revision(replicaSet("{spec: {template: {metadata: {}}}}"))).isEmpty();
    assertThat(Ownership.revision(replicaSet("{spec: {replicas: 1}}"))).isEmpty();
  }

  /** A controller takes what matches and has no controller, and these have two labels alone. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | true",
        "matchLabels: {app: blog} | false",
        "matchLabels: {mulkko.dev/rollout: shop} | true",
        "matchExpressions: [{key: app, operator: Exists}] | false",
        "matchExpressions: [{key: app, operator: In, values: [blog]}] | false",
        "matchExpressions: [{key: app, operator: NotIn, values: [blog]}] | true",
        "matchExpressions: [{key: app, operator: DoesNotExist}] | true",
        "matchExpressions: [{key: mulkko.dev/rollout, operator: Exists}] | true",
        "matchExpressions: [{key: mulkko.dev/rollout, operator: In, values: [shop]}] | true",
        "matchExpressions: [{key: mulkko.dev/revision, operator: DoesNotExist}] | false",
        "matchExpressions: [{key: a, operator: DoesNotExist}, {key: b, operator: Exists}] | false",
      })
  void aSelectorThatAsksForNoOtherLabelTakesWhatIsParked(String selector, boolean takes) {
    String inner = selector.equals("{}") ? "" : selector;
    String text = "spec: {selector: {%s}}".formatted(inner);
    assertThat(Ownership.couldTakeParked(Yaml.object(Deployment.class, text))).isEqualTo(takes);
  }

  private static ReplicaSet replicaSet(String text) {
    return Yaml.object(ReplicaSet.class, text);
  }
}
