package dev.mulkko.kube.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.MetricProvider;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Yaml;
import dev.mulkko.kube.read.Providers;
import dev.mulkko.kube.read.SpecReader;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricAdviceTest {

  private static final MetricProvider PROVIDER =
      Yaml.object(
          MetricProvider.class,
          "{metadata: {name: prometheus}, spec: {address: 'http://p:9090', queries: [{name: p99, query: up, max: 1}]}}");

  @Test
  void aQueryThatIsThereNeedsNone() throws InvalidSpec {
    assertThat(advice("metrics: [{use: prometheus/p99}, {name: a, query: up, max: 1}]", "{}"))
        .isEmpty();
  }

  @Test
  void aQueryThatIsNotThereIsSaidBeforeAnybodyWaitsForIt() throws InvalidSpec {
    assertThat(advice("metrics: [{use: prometheus/p98}, {use: prometheus/p99}]", "{}"))
        .containsExactly(
            "spec.analysis.metrics: p98 will hold every step: MetricProvider prometheus has no"
                + " query p98: write prometheus/p99");
  }

  @Test
  void aShareOfNoLimitIsSaidToo() throws InvalidSpec {
    String both = "pods: {memory: 90%, cpu: 80%}";
    assertThat(advice(both, "{limits: {memory: 1Gi, cpu: 100m}}")).isEmpty();
    assertThat(advice(both, "{limits: {memory: 1Gi}}"))
        .containsExactly(
            "spec.analysis.pods.cpu will hold every step: no container has such a limit: give one"
                + " in resources.limits, or leave it out");
    assertThat(advice(both, "{requests: {memory: 1Gi}, limits: {cpu: 2}}"))
        .containsExactly(
            "spec.analysis.pods.memory will hold every step: no container has such a limit: give"
                + " one in resources.limits, or leave it out");
    assertThat(advice(both, "{}")).hasSize(2);
  }

  @Test
  void howeverManyNamesThereAreAStatusStaysSmall() throws InvalidSpec {
    String use = "metrics: [{use: prometheus/%s}]".formatted("x".repeat(280));
    assertThat(advice(use, "{}"))
        .singleElement()
        .extracting(sentence -> sentence.getBytes(StandardCharsets.UTF_8).length)
        .isEqualTo(Advice.BYTES);
  }

  private static List<String> advice(String analysis, String resources) throws InvalidSpec {
    String rollout = Shop.ROLLOUT.replace("spec:", "spec:\n  analysis: {" + analysis + "}");
    String deployment =
        Shop.DEPLOYMENT.replace("image: shop:v2", "image: shop:v2, resources: " + resources);
    return MetricAdvice.of(
        Yaml.object(Deployment.class, deployment),
        SpecReader.read(Yaml.object(Rollout.class, rollout), Providers.of(List.of(PROVIDER))));
  }
}
