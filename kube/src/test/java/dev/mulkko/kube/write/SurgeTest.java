package dev.mulkko.kube.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Yaml;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As {@code max-replicas} was seen on ReplicaSets of kube-controller-manager. */
class SurgeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "strategy: {rollingUpdate: {maxSurge: 25%}} | 2",
        "strategy: {rollingUpdate: {maxSurge: 1%}} | 1",
        "strategy: {rollingUpdate: {maxSurge: 100%}} | 6",
        "strategy: {rollingUpdate: {maxSurge: 0%}} | 0",
        "strategy: {rollingUpdate: {maxSurge: 0}} | 0",
        "strategy: {rollingUpdate: {maxSurge: 4}} | 4",
        "strategy: {rollingUpdate: {}} | 2",
        "strategy: {type: RollingUpdate} | 2",
        "strategy: {type: Recreate} | 0",
        "paused: true | 2",
      })
  void percentAreRoundedUp(String strategy, int surge) {
    String text = Shop.DEPLOYMENT.replace("replicas: 6", "replicas: 6\n  " + strategy);
    assertThat(Surge.of(Yaml.object(Deployment.class, text))).isEqualTo(surge);
  }
}
