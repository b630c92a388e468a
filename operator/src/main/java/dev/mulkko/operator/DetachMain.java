package dev.mulkko.operator;

import dev.mulkko.kube.GoDuration;
import dev.mulkko.operator.apply.ClusterWriter;
import dev.mulkko.operator.detach.Detach;
import dev.mulkko.operator.detach.Detach.Left;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code mulkko detach 10m}: the process that runs before the operator is uninstalled. */
final class DetachMain {

  private static final Logger LOG = LoggerFactory.getLogger("mulkko");

  private DetachMain() {}

  /** The exit code: 0 when nothing is left, 1 when something is, 2 for words that mean nothing. */
  static int run(String[] args, OperatorConfig config) {
    Optional<Duration> limit =
        args.length == 2 && args[0].equals("detach") ? GoDuration.parse(args[1]) : Optional.empty();
    if (limit.isEmpty()) {
      LOG.error(
          "unknown arguments {}: write none, or detach and for how long, as in detach 10m",
          List.of(args));
      return 2;
    }
    Config access = new ConfigBuilder().withUserAgent("mulkko-detach").build();
    try (KubernetesClient client = new KubernetesClientBuilder().withConfig(access).build()) {
      Left left =
          new Detach(
                  client,
                  new ClusterWriter(client),
                  config.namespaces(),
                  Clock.systemUTC(),
                  () -> LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1)))
              .run(limit.get());
      if (!left.rollouts().isEmpty()) {
        LOG.error(
            "still attached after {}: {}; is the operator running? Uninstall again, or with --no-hooks: traffic stays where it is then",
            args[1],
            left.rollouts());
      }
      if (!left.paused().isEmpty()) {
        LOG.error(
            "no operator gave back {}: no new version of these Deployments starts. Write kubectl rollout resume for each, and uninstall again, or with --no-hooks",
            left.paused());
      }
      return left.isNothing() ? 0 : 1;
    } catch (KubernetesClientException e) {
      LOG.error(
          "not everything is detached: {}. Uninstall again when that is mended, or with --no-hooks: traffic stays where it is then",
          said(e));
      return 1;
    }
  }

  /** The API server's own sentence, which names who may not do what. */
  private static String said(KubernetesClientException e) {
    Status status = e.getStatus();
    return status == null || status.getMessage() == null
        ? String.valueOf(e.getMessage())
        : status.getMessage();
  }
}
