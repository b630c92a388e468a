package dev.mulkko.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Yaml;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import org.junit.jupiter.api.Test;

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

  private static ReplicaSet replicaSet(String text) {
    return Yaml.object(ReplicaSet.class, text);
  }
}
