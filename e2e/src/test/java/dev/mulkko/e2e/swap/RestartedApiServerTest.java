package dev.mulkko.e2e.swap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.e2e.Policies;
import dev.mulkko.e2e.SharedLab;
import dev.mulkko.e2e.observer.Violation;
import dev.mulkko.e2e.observer.invariant.OneOwnedReplicaSet;
import dev.mulkko.testbed.cluster.Component;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Tag("cluster")
@Isolated
final class RestartedApiServerTest {

  /** A server that starts anew holds no new template until it has found the policies again. */
  @AfterEach
  void policiesInForce() {
    SharedLab.lab().use(Policies.chosen());
  }

  @Test
  void theObserverGoesOnWhenTheApiServerIsBack() {
    try (Pair pair = Pair.open("restart")) {
      pair.lab.cluster().restart(Component.API_SERVER);
      assertThat(pair.observer.expectedViolations()).isEmpty();

      pair.adopt(Pair.CANARY);

      assertThat(pair.observer.expectedViolations())
          .extracting(Violation::rule)
          .contains(OneOwnedReplicaSet.NAME);
    }
  }
}
