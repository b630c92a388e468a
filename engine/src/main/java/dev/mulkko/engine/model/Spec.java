package dev.mulkko.engine.model;

import dev.mulkko.engine.version.VersionNaming;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked for, checked and with every default filled in.
 *
 * @param namespace of the Rollout and of all that it speaks of
 * @param rollout name of the Rollout
 * @param workload name of the Deployment
 * @param service name of the Service that clients use, null for workers that have none
 * @param routes the routes as people call them, for example {@code HTTPRoute shop}; none when the
 *     pods behind the Service are the shares
 * @param routeSettle how long the data planes get to carry a change of a route after its status
 *     says so
 * @param serviceSettle the same for a change of the Service's selector
 * @param progressDeadline how long a step may take to get its traffic before the rollout is aborted
 * @param historyLimit how many revisions that ran before are kept, 0 to 50
 * @param suspended nothing starts and nothing goes on; what is wrong is taken out all the same
 * @param directRatio whether those who dial the Service itself, beside routes, get the share of its
 *     pods while the canary has one; otherwise they get the new version at the end
 * @param probe how the data plane itself is asked, empty when it is not
 * @param naming how versions are called
 */
public record Spec(
    String namespace,
    String rollout,
    String workload,
    @Nullable String service,
    List<String> routes,
    Strategy strategy,
    Analysis analysis,
    Duration routeSettle,
    Duration serviceSettle,
    Duration progressDeadline,
    int historyLimit,
    boolean suspended,
    boolean directRatio,
    Optional<Probe> probe,
    VersionNaming naming) {

  public Spec {
    routes = List.copyOf(routes);
  }

  /** Without a probe, and with the usual names of versions. */
  public Spec(
      String namespace,
      String rollout,
      String workload,
      @Nullable String service,
      List<String> routes,
      Strategy strategy,
      Analysis analysis,
      Duration routeSettle,
      Duration serviceSettle,
      Duration progressDeadline,
      int historyLimit,
      boolean suspended) {
    this(
        namespace,
        rollout,
        workload,
        service,
        routes,
        strategy,
        analysis,
        routeSettle,
        serviceSettle,
        progressDeadline,
        historyLimit,
        suspended,
        false,
        Optional.empty(),
        VersionNaming.USUAL);
  }

  /** Whether shares are those of the pods behind the Service. */
  public boolean direct() {
    return routes.isEmpty();
  }

  /** Whether the pods behind the Service are the shares of those who dial it. */
  public boolean sharesService() {
    return direct() || directRatio;
  }

  /** Only to be asked where something is to be pinned or served. */
  public String theService() {
    return Objects.requireNonNull(service, "no Service");
  }

  /** Whether the Deployment itself goes from one revision to the other. */
  public boolean rolling() {
    return strategy instanceof Strategy.Rolling;
  }

  /** How long the pods that ran before stay after the promotion. */
  public Duration warm() {
    Duration least = strategy.warm();
    return analysis.postWatch().compareTo(least) > 0 ? analysis.postWatch() : least;
  }

  /** How long the router gets to carry a change. */
  public Duration settle() {
    return direct() ? serviceSettle : routeSettle;
  }
}
