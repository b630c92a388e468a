package dev.mulkko.engine.plan;

import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.plan.Observation.ReplicaSet;
import dev.mulkko.engine.plan.Observation.Service;
import dev.mulkko.engine.plan.Observation.Shape.Split;
import dev.mulkko.engine.plan.Plan.Phase;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is remembered of a rollout, and what is seen, cannot both be true: somebody wrote into the
 * status. Whoever acted on it could take away the pods that answer, so it is not acted on: which
 * revision is stable is found out anew, as for a Rollout that was never attached.
 */
public final class Contradiction {

  private Contradiction() {}

  /** What to do instead of anything else; empty when nothing contradicts. */
  public static Optional<Plan> of(Observation seen) {
    Progress progress = seen.memory().progress();
    return progress == null
        ? Optional.empty()
        : sentence(seen, progress)
            .map(
                sentence ->
                    new Plan(
                        Phase.Progressing,
                        Optional.empty(),
                        seen.memory().detached(),
                        Note.of(
                            Reason.StatusContradicted,
                            "%s: the rollout begins anew with what is there",
                            sentence),
                        "contradiction",
                        Optional.of(Duration.ZERO)));
  }

  private static Optional<String> sentence(Observation seen, Progress progress) {
    String stable = seen.memory().stable();
    String canary = progress.canary();
    if (stable == null) {
      return Optional.of("status.canary is %s, and status.stable is missing".formatted(canary));
    }
    if (stable.equals(canary)) {
      return Optional.of("status.stable and status.canary are both " + stable);
    }
    long attempt = progress.attempt().number();
    if (attempt != 0 && attempt != seen.memory().attempts()) {
      return Optional.of(
          "status.attempts is %d, and status.rollout.attempt is %d"
              .formatted(seen.memory().attempts(), attempt));
    }
    return isThere(seen, stable)
        ? Optional.empty()
        : serving(seen)
            .filter(other -> !other.equals(stable) && !other.equals(canary))
            .findFirst()
            .map(
                other ->
                    "status.stable is %s, which has no ReplicaSet, but the traffic goes to %s"
                        .formatted(stable, other));
  }

  private static boolean isThere(Observation seen, String revision) {
    return seen.replicaSets().stream().map(ReplicaSet::revision).anyMatch(revision::equals);
  }

  /** Revisions that have traffic by what was read, and pods for it. */
  private static Stream<String> serving(Observation seen) {
    Stream<String> pinned =
        seen
            .service()
            .filter(service -> service.pin() != null && service.readyOf(service.pin()) > 0)
            .map(Service::pin)
            .stream();
    Stream<String> named =
        seen.clientRoutes().stream()
            .flatMap(
                route ->
                    route.shape() instanceof Split split
                        ? split.weights().entrySet().stream()
                        : Stream.empty())
            .filter(
                share ->
                    share.getValue() > 0 && seen.backends().getOrDefault(share.getKey(), 0) > 0)
            .map(Map.Entry::getKey);
    return Stream.concat(pinned, named);
  }
}
