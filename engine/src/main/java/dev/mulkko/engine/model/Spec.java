package dev.mulkko.engine.model;

import java.time.Duration;

/**
 * What the user asked for, checked and with every default filled in.
 *
 * @param rollout name of the Rollout
 * @param workload name of the Deployment
 * @param service name of the Service that clients use
 * @param route the route as people call it, for example {@code HTTPRoute shop}
 * @param routeSettle how long a data plane gets to carry a change of the route after its status
 *     says so
 * @param serviceSettle the same for a change of the Service's selector
 * @param progressDeadline how long a step may take to get its traffic before the rollout is aborted
 * @param historyLimit how many revisions that ran before are kept, 0 to 50
 * @param suspended nothing starts and nothing goes on; what is wrong is taken out all the same
 */
public record Spec(
    String rollout,
    String workload,
    String service,
    String route,
    Strategy.Canary strategy,
    Duration routeSettle,
    Duration serviceSettle,
    Duration progressDeadline,
    int historyLimit,
    boolean suspended) {}
