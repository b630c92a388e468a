package dev.mulkko.operator;

import dev.mulkko.engine.retention.Retention;
import dev.mulkko.engine.version.VersionNaming;
import dev.mulkko.kube.read.NamingReader;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import dev.mulkko.operator.telemetry.probe.ProbeHosts;
import dev.mulkko.operator.telemetry.prometheus.PrometheusUrl;
import dev.mulkko.operator.telemetry.server.Reach;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How this process was told to run, from environment variables {@code MULKKO_*}.
 *
 * @param namespaces those that are watched; empty means all
 * @param leaseNamespace where the leader's lease is kept; empty means that there is only this one
 *     process
 * @param secretsNamespace the operator's own, where the Secrets of MetricProviders are
 * @param instance this process among its peers, in the lease and in Events
 * @param workers how many Rollouts are looked at in one moment
 * @param holdsAtRest whether Deployments are paused at rest too, since the cluster cannot pause one
 *     in the write of its new template
 * @param prometheus where metrics are asked; without it, no metric has an answer
 * @param reach which addresses of a MetricProvider may be asked
 * @param podPages of metrics read from pods in one second
 * @param probeHosts where probes of Rollouts may ask; nowhere by default
 * @param naming how versions are called, unless a Rollout says otherwise
 * @param retention how long DeploymentRecords are kept
 * @param metricsPort of {@code /metrics}; 0 takes a free one
 * @param probesPort of {@code /livez} and {@code /readyz}; 0 takes a free one
 */
public record OperatorConfig(
    List<String> namespaces,
    Optional<String> leaseNamespace,
    Optional<String> secretsNamespace,
    String instance,
    int workers,
    boolean holdsAtRest,
    Optional<URI> prometheus,
    Reach reach,
    int podPages,
    ProbeHosts probeHosts,
    VersionNaming naming,
    Retention retention,
    int metricsPort,
    int probesPort) {

  private static final String PREFIX = "MULKKO_";

  private static final Set<String> KNOWN =
      Set.of(
          "MULKKO_NAMESPACES",
          "MULKKO_LEASE_NAMESPACE",
          "MULKKO_SECRETS_NAMESPACE",
          "MULKKO_INSTANCE",
          "MULKKO_WORKERS",
          "MULKKO_AT_REST",
          PrometheusUrl.VARIABLE,
          Reach.VARIABLE,
          "MULKKO_POD_PAGES_PER_SECOND",
          ProbeHosts.VARIABLE,
          "MULKKO_VERSION_PATTERN",
          "MULKKO_VERSION_TIME_ZONE",
          "MULKKO_VERSION_POLICY",
          "MULKKO_RECORDS_PER_NAMESPACE",
          "MULKKO_RECORDS_DAYS",
          "MULKKO_METRICS_PORT",
          "MULKKO_PROBES_PORT",
          "MULKKO_LOG_FORMAT");

  public OperatorConfig {
    namespaces = List.copyOf(namespaces);
  }

  /**
   * Reads the environment.
   *
   * @throws IllegalArgumentException naming the variable that is unknown or cannot be used, and
   *     what may stand there
   */
  public static OperatorConfig from(Map<String, String> env) {
    Set<String> unknown = new TreeSet<>(env.keySet());
    unknown.removeIf(name -> !name.startsWith(PREFIX) || KNOWN.contains(name));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "unknown variables %s: known are %s".formatted(unknown, new TreeSet<>(KNOWN)));
    }
    Optional<String> lease = named(env, "MULKKO_LEASE_NAMESPACE");
    return new OperatorConfig(
        list(env.getOrDefault("MULKKO_NAMESPACES", "")),
        lease,
        named(env, "MULKKO_SECRETS_NAMESPACE").or(() -> lease),
        env.getOrDefault("MULKKO_INSTANCE", env.getOrDefault("HOSTNAME", "mulkko")),
        number(env, "MULKKO_WORKERS", 10, 1, 100),
        paused(env.getOrDefault("MULKKO_AT_REST", "Unpaused")),
        PrometheusUrl.from(env.getOrDefault(PrometheusUrl.VARIABLE, "")),
        Reach.from(env),
        number(env, "MULKKO_POD_PAGES_PER_SECOND", 500, 1, 100_000),
        ProbeHosts.from(env.getOrDefault(ProbeHosts.VARIABLE, "")),
        naming(env),
        new Retention(
            number(env, "MULKKO_RECORDS_PER_NAMESPACE", 500, 1, 100_000),
            Duration.ofDays(number(env, "MULKKO_RECORDS_DAYS", 180, 1, 3650))),
        number(env, "MULKKO_METRICS_PORT", 8080, 0, 65535),
        number(env, "MULKKO_PROBES_PORT", 8081, 0, 65535));
  }

  private static VersionNaming naming(Map<String, String> env) {
    try {
      return NamingReader.read(
          "MULKKO_VERSION_PATTERN",
          named(env, "MULKKO_VERSION_PATTERN").orElse(null),
          "MULKKO_VERSION_TIME_ZONE",
          named(env, "MULKKO_VERSION_TIME_ZONE").orElse(null),
          "MULKKO_VERSION_POLICY",
          named(env, "MULKKO_VERSION_POLICY").orElse(null),
          VersionNaming.USUAL);
    } catch (InvalidSpec e) {
      throw new IllegalArgumentException(e.sentence(), e);
    }
  }

  private static Optional<String> named(Map<String, String> env, String name) {
    return Optional.ofNullable(env.get(name)).filter(value -> !value.isBlank());
  }

  private static boolean paused(String text) {
    return switch (text) {
      case "Paused" -> true;
      case "Unpaused" -> false;
      default ->
          throw new IllegalArgumentException(
              ("MULKKO_AT_REST is %s: write Unpaused where the policy hold-new-template.mulkko.dev"
                      + " is installed (Kubernetes 1.36 and above), else Paused")
                  .formatted(text));
    };
  }

  private static List<String> list(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private static int number(Map<String, String> env, String name, int usual, int min, int max) {
    String text = env.get(name);
    if (text == null) {
      return usual;
    }
    if (text.matches("[0-9]{1,6}")) {
      int number = Integer.parseInt(text);
      if (number >= min && number <= max) {
        return number;
      }
    }
    throw new IllegalArgumentException(
        "%s is %s: write a number from %d to %d".formatted(name, text, min, max));
  }
}
