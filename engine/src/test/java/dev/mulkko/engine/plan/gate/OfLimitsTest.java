package dev.mulkko.engine.plan.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.model.Ask.Resource;
import dev.mulkko.engine.model.Template.Container;
import dev.mulkko.engine.model.Wording;
import dev.mulkko.engine.model.Wording.Promql;
import java.util.List;
import org.junit.jupiter.api.Test;

class OfLimitsTest {

  private static final Container APP = new Container("app", 536870912, 0.1);
  private static final Container PROXY = new Container("proxy", 2.5e9, 0);
  private static final Container JOB = new Container("job", 0, 2);

  private static final String OF_APP =
      "{namespace=\"shop\", pod=~\"shop-b-.+\", container=\"app\"}";

  @Test
  void memoryIsAShareOfBytes() {
    assertThat(of(Resource.Memory, APP))
        .isEqualTo(asked("container_memory_working_set_bytes%s / 536870912".formatted(OF_APP)));
  }

  /** As a person would write it: no binary fraction of fifty digits. */
  @Test
  void cpuIsAShareOfCores() {
    assertThat(of(Resource.Cpu, APP))
        .isEqualTo(asked("irate(container_cpu_usage_seconds_total%s[2m]) / 0.1".formatted(OF_APP)));
  }

  @Test
  void eachContainerIsMeasuredByItsOwnLimitAndWhoHasNoneIsNot() {
    assertThat(of(Resource.Memory, APP, PROXY, JOB))
        .isEqualTo(
            asked(
                "container_memory_working_set_bytes%s / 536870912 or container_memory_working_set_bytes%s / 2500000000"
                    .formatted(OF_APP, OF_APP.replace("app", "proxy"))));
    assertThat(of(Resource.Cpu, PROXY, JOB))
        .isEqualTo(
            asked(
                "irate(container_cpu_usage_seconds_total%s[2m]) / 2"
                    .formatted(OF_APP.replace("app", "job"))));
  }

  @Test
  void withoutALimitNobodyIsAsked() {
    assertThat(of(Resource.Memory, JOB))
        .isEqualTo(
            new Wording.Unasked(
                "no container of the template has a limit of memory: give one, or leave spec.analysis.pods.memory out"));
    assertThat(of(Resource.Cpu))
        .isEqualTo(
            new Wording.Unasked(
                "no container of the template has a limit of cpu: give one, or leave spec.analysis.pods.cpu out"));
  }

  /** The fullest container of each pod, and of those the pod in the middle. */
  private static Wording asked(String each) {
    return new Promql("", "quantile(0.5, max by (pod) (%s))".formatted(each), null);
  }

  private static Wording of(Resource resource, Container... containers) {
    return OfLimits.of(resource, List.of(containers), "shop", "shop-b-.+");
  }
}
