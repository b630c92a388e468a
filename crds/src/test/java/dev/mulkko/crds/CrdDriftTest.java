package dev.mulkko.crds;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CrdDriftTest {

  @Test
  void theCommittedCrdsAreWhatTheTypesSay() {
    assertThat(Yaml.textsIn(Crds.GENERATED))
        .as("crds/generated differs from dev.mulkko.api.v1beta1: run `make crds` and commit")
        .isEqualTo(CrdWriter.generate());
  }
}
