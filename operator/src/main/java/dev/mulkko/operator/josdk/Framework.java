package dev.mulkko.operator.josdk;

import dev.mulkko.operator.OperatorConfig;
import dev.mulkko.operator.Pass;
import dev.mulkko.operator.apply.ClusterWriter;
import dev.mulkko.operator.observe.Caches;
import dev.mulkko.operator.observe.Wake;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The framework with the defaults that we need instead of its own. */
public final class Framework {

  /** A killed leader is followed within the first of these. */
  private static final Duration LEASE = Duration.ofSeconds(6);

  private static final Duration RENEW_WITHIN = Duration.ofSeconds(4);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private static final Duration TERMINATION = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger("mulkko");

  /** Of the lease by which one process leads. */
  public static final String LEASE_NAME = "mulkko";

  private final Operator operator;
  private final ScheduledThreadPoolExecutor timers;
  private final RolloutReconciler reconciler;
  private final KubernetesClient client;
  private final Runnable handOver;
  private volatile boolean leading;
  private volatile boolean stopping;

  /**
   * A framework that is not started.
   *
   * @param client closed at the end
   * @param handOver done at a clean stop, when no pass is under way any more
   * @param page where it tells how it fares
   */
  public Framework(
      OperatorConfig config,
      KubernetesClient client,
      BiFunction<Caches, Wake, Pass> passOn,
      Runnable handOver,
      PrometheusRegistry page) {
    this.client = client;
    this.handOver = handOver;
    this.leading = config.leaseNamespace().isEmpty();
    this.reconciler =
        new RolloutReconciler(
            passOn, new Rights(new ClusterWriter(client), Set.copyOf(config.namespaces())));
    Reconciliations counted = new Reconciliations(page);
    operator = new Operator(overrider -> configure(overrider.withMetrics(counted), config, client));
    timers = timers(operator);
    operator.register(
        reconciler,
        overrider -> {
          if (config.namespaces().size() < 2) {
            overrider.withItemStore(new LeanStore<>());
          }
          if (config.namespaces().isEmpty()) {
            overrider.watchingAllNamespaces();
          } else {
            overrider.settingNamespaces(Set.copyOf(config.namespaces()));
          }
        });
  }

  /** Those of the framework keep no thread of their own: each 10 ms one would ask what is due. */
  private static ScheduledThreadPoolExecutor timers(Operator operator) {
    ScheduledThreadPoolExecutor timers =
        (ScheduledThreadPoolExecutor)
            operator
                .getConfigurationService()
                .getExecutorServiceManager()
                .scheduledExecutorService();
    timers.setCorePoolSize(1);
    return timers;
  }

  private void configure(
      ConfigurationServiceOverrider overrider, OperatorConfig config, KubernetesClient client) {
    overrider
        .withKubernetesClient(client)
        .withCloseClientOnStop(false)
        .withConcurrentReconciliationThreads(config.workers())
        .withReconciliationTerminationTimeout(TERMINATION);
    config
        .leaseNamespace()
        .ifPresent(
            namespace ->
                overrider.withLeaderElectionConfiguration(
                    LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(LEASE_NAME)
                        .withLeaseNamespace(namespace)
                        .withIdentity(config.instance())
                        .withLeaseDuration(LEASE)
                        .withRenewDeadline(RENEW_WITHIN)
                        .withRetryPeriod(RETRY)
                        .withLeaderCallbacks(
                            new LeaderCallbacks(
                                () -> leading = true, this::stoppedLeading, _ -> {}))
                        .build()));
  }

  /**
   * The framework would go on with its passes beside those of the next leader. Nothing is finished
   * first: whatever is under way is not ours any more.
   */
  private void stoppedLeading() {
    if (!stopping) {
      LOG.error("another process leads: this one ends at once");
      Runtime.getRuntime().halt(1);
    }
  }

  /**
   * Returns when the caches are filled, which they are in a process that does not lead too.
   *
   * @return the caches
   */
  public Caches start() {
    operator.start();
    return reconciler.caches();
  }

  /** Whether this process is the one that acts. One that did so and does not any more has ended. */
  public boolean leads() {
    return leading && !stopping;
  }

  /** Finishes the passes that are under way. The timers, which the framework forgets, end too. */
  public void stop() {
    stopping = true;
    try (client) {
      operator.stop();
      handOver.run();
    } finally {
      timers.shutdownNow();
    }
  }

  public boolean ready() {
    return operator.getRuntimeInfo().isStarted()
        && operator.getRuntimeInfo().allEventSourcesAreHealthy();
  }
}
