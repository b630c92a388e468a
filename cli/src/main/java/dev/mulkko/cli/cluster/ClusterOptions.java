package dev.mulkko.cli.cluster;

import dev.mulkko.cli.terminal.Failure;
import dev.mulkko.cli.terminal.Outcome;
import io.fabric8.kubernetes.client.Config;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Which cluster and namespace, as kubectl has it. Made without annotations, as all that a list
 * takes: to read them is a tenth of its time.
 */
public final class ClusterOptions {

  static final String USER_AGENT = "kubectl-mulkko";
  static final Duration CONNECT = Duration.ofSeconds(5);
  static final Duration ANSWER = Duration.ofSeconds(15);

  private final OptionSpec namespace =
      OptionSpec.builder("-n", "--namespace")
          .type(String.class)
          .paramLabel("NAMESPACE")
          .description("Namespace of the Rollout. Default: that of the context.")
          .build();

  private final OptionSpec context =
      OptionSpec.builder("--context")
          .type(String.class)
          .paramLabel("CONTEXT")
          .description("Context of the kubeconfig. Default: its current one.")
          .build();

  private final OptionSpec kubeconfig =
      OptionSpec.builder("--kubeconfig")
          .type(File.class)
          .paramLabel("FILE")
          .description("Kubeconfig. Default: what KUBECONFIG names, or ~/.kube/config.")
          .build();

  /** The verb with these options. */
  public CommandLine addTo(CommandLine verb) {
    verb.getCommandSpec().addOption(namespace).addOption(context).addOption(kubeconfig);
    return verb;
  }

  /** The namespace, where one is written. */
  public Optional<String> named() {
    return Optional.ofNullable(namespace.getValue());
  }

  /** Nothing is asked of the cluster yet. */
  public Cluster connect() {
    File kubeconfig = this.kubeconfig.getValue();
    String namespace = this.namespace.getValue();
    Path file = kubeconfig == null ? null : kubeconfig.toPath();
    Optional<Kubeconfig> usual = Kubeconfig.usual(file, context.getValue(), System.getenv());
    if (usual.isPresent()) {
      return new Cluster(
          this::configure,
          namespace == null ? usual.get().namespace() : namespace,
          QuickRead.of(usual.get()));
    }
    Config config = configure();
    return new Cluster(
        () -> config, namespace == null ? ofContext(config) : namespace, Optional.empty());
  }

  private Config configure() {
    Config config = config();
    config.setUserAgent(USER_AGENT);
    config.setConnectionTimeout((int) CONNECT.toMillis());
    config.setRequestTimeout((int) ANSWER.toMillis());
    config.setRequestRetryBackoffLimit(1);
    // HTTP/1.1 needs no negotiation, and nothing here asks for many things at once.
    config.setHttp2Disable(true);
    return config;
  }

  private Config config() {
    File kubeconfig = this.kubeconfig.getValue();
    String context = this.context.getValue();
    if (kubeconfig != null && !kubeconfig.canRead()) {
      throw new Failure(
          Outcome.USAGE,
          "--kubeconfig %s cannot be read: name a file that exists".formatted(kubeconfig));
    }
    Config config = kubeconfig == null ? Config.autoConfigure(context) : read(kubeconfig, context);
    if (context != null && !known(config, context)) {
      throw new Failure(
          Outcome.USAGE,
          "the kubeconfig has no context %s: `kubectl config get-contexts` lists those it has"
              .formatted(context));
    }
    if (config.getCurrentContext() == null && System.getenv("KUBERNETES_SERVICE_HOST") == null) {
      throw new Failure(
          Outcome.NO_CLUSTER,
          "no cluster is named: write --kubeconfig, set KUBECONFIG, or choose a context with `kubectl config use-context`");
    }
    return config;
  }

  private static Config read(File file, @Nullable String context) {
    try {
      return Config.fromKubeconfig(context, file);
    } catch (RuntimeException e) {
      throw new Failure(
          Outcome.USAGE, "--kubeconfig %s is not a kubeconfig: correct it".formatted(file), e);
    }
  }

  private static boolean known(Config config, String context) {
    return config.getContexts().stream().anyMatch(known -> known.getName().equals(context));
  }

  private static String ofContext(Config config) {
    String chosen = config.getNamespace();
    return chosen == null || chosen.isEmpty() ? "default" : chosen;
  }
}
