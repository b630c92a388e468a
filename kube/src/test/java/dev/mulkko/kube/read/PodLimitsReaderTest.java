package dev.mulkko.kube.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.engine.model.Analysis;
import dev.mulkko.engine.model.Analysis.PodLimits;
import dev.mulkko.engine.model.Limit;
import dev.mulkko.engine.model.Metric;
import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Yaml;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodLimitsReaderTest {

  @Test
  void noKillForWantOfMemoryIsHarmlessUnlessItIsWritten() throws InvalidSpec {
    assertThat(read("{}").pods()).isEqualTo(new PodLimits(null, 0));
    assertThat(read("{pods: {restarts: 3}}").pods()).isEqualTo(new PodLimits(3, 0));
    assertThat(read("{pods: {restarts: 0, outOfMemory: 100}}").pods())
        .isEqualTo(new PodLimits(0, 100));
    assertThat(read("{pods: {restarts: 100}}").metrics()).isEmpty();
  }

  @Test
  void aShareIsALimitOfItsOwn() throws InvalidSpec {
    assertThat(read("{pods: {memory: 1%}}").metrics())
        .extracting(Metric::limit)
        .containsExactly(Limit.max(0.01));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "memory: 0% | memory is 0%: write a share of the limit, such as 90%",
        "cpu: 101% | cpu is 101%: write a share of the limit, such as 90%",
        "memory: '0.9' | memory is 0.9: write a share of the limit, such as 90%",
        "restarts: -1 | restarts is -1: write 0 to 100",
        "restarts: 101 | restarts is 101: write 0 to 100",
        "outOfMemory: -1 | outOfMemory is -1: write 0 to 100",
        "outOfMemory: 101 | outOfMemory is 101: write 0 to 100",
      })
  void whatCannotBeUsedIsNamedWithAWayOut(String pods, String sentence) {
    assertThatThrownBy(() -> read("{pods: {%s}}".formatted(pods)))
        .hasMessage("spec.analysis.pods." + sentence);
  }

  @Test
  void theyAreAmongTheMetrics() throws InvalidSpec {
    assertThat(read(metrics("memory: 90%, cpu: 90%", 8)).metrics()).hasSize(10);
    assertThatThrownBy(() -> read(metrics("memory: 90%, cpu: 90%", 9)))
        .hasMessage(
            "spec.analysis.metrics and spec.analysis.pods are 11 together: write at most 10");
    assertThat(read("{metrics: [{name: memory, query: up, max: 1}]}").metrics()).hasSize(1);
    assertThatThrownBy(
            () -> read("{pods: {memory: 90%}, metrics: [{name: memory, query: up, max: 1}]}"))
        .hasMessage("spec.analysis.metrics[0].name is memory, as one before it: give each its own");
  }

  private static String metrics(String pods, int count) {
    return IntStream.range(0, count)
        .mapToObj("{name: m%d, query: up, max: 1}"::formatted)
        .collect(Collectors.joining(", ", "{pods: {" + pods + "}, metrics: [", "]}"));
  }

  private static Analysis read(String analysis) throws InvalidSpec {
    String rollout = Shop.ROLLOUT.replace("spec:", "spec:\n  analysis: " + analysis);
    return SpecReader.read(Yaml.object(Rollout.class, rollout)).analysis();
  }
}
