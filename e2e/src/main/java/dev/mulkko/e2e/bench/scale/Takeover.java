package dev.mulkko.e2e.bench.scale;

import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.OperatorProcess;
import dev.mulkko.e2e.Wait;
import dev.mulkko.e2e.fleet.Fleet;
import dev.mulkko.testbed.cluster.ApiRequest;
import dev.mulkko.testbed.cluster.AuditTail;
import dev.mulkko.testbed.cluster.User;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The leader is killed in the moment in which somebody releases a version. */
final class Takeover {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final String NEXT =
      """
      {"spec": {"template": {"metadata": {"annotations": {"release": "next"}}}}}
      """;

  private Takeover() {}

  /** From the death of the leader to the first write of the other one that is no lease. */
  static double seconds(Lab lab, Fleet.Member released, int heap) {
    try (OperatorProcess one = start(lab, "one", heap)) {
      Wait.until(LIMIT, "one leads", () -> "one".equals(leader(lab).orElse("")));
      try (OperatorProcess _ = start(lab, "other", heap)) {
        AuditTail tail = lab.cluster().auditLog().tail();
        var _ =
            lab.cluster()
                .client(User.KIM)
                .apps()
                .deployments()
                .inNamespace(released.namespace())
                .withName(released.name())
                .patch(PatchContext.of(PatchType.JSON_MERGE), NEXT);
        one.kill();
        Instant death = Instant.now();
        AtomicReference<Instant> first = new AtomicReference<>();
        Wait.until(
            LIMIT,
            "the other one acts",
            () -> {
              tail.next().stream()
                  .filter(ApiRequest.byUser(User.OPERATOR.userName()))
                  .filter(ApiRequest::isWrite)
                  .filter(write -> !write.resource().equals("leases"))
                  .map(ApiRequest::time)
                  .filter(time -> time.isAfter(death))
                  .findFirst()
                  .ifPresent(first::set);
              return first.get() != null;
            });
        return Duration.between(death, first.get()).toMillis() / 1000.0;
      }
    }
  }

  private static OperatorProcess start(Lab lab, String name, int heap) {
    return OperatorProcess.start(
        lab, name, heap, Map.of("MULKKO_LEASE_NAMESPACE", Lab.SYSTEM, "MULKKO_INSTANCE", name));
  }

  private static Optional<String> leader(Lab lab) {
    List<Lease> leases = lab.client().leases().inNamespace(Lab.SYSTEM).list().getItems();
    return leases.stream()
        .map(lease -> lease.getSpec().getHolderIdentity())
        .filter(holder -> holder != null)
        .findFirst();
  }
}
