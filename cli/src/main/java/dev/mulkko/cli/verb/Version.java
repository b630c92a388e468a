package dev.mulkko.cli.verb;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.cli.cluster.Cluster;
import dev.mulkko.cli.cluster.ClusterOptions;
import dev.mulkko.cli.terminal.Failure;
import dev.mulkko.cli.terminal.Outcome;
import dev.mulkko.cli.terminal.Terminal;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Which versions meet here. */
@Command(
    name = "version",
    description = {
      "Prints the version of this program, and of the API that the cluster serves.",
      "Names of versions that are deployed are made by `version new` and read by `version parse`."
    })
public final class Version implements Callable<Outcome> {

  private final ClusterOptions where = new ClusterOptions();
  private final OutputOptions output = new OutputOptions();

  @Option(names = "--client", description = "Asks no cluster.")
  private boolean clientOnly;

  private final Terminal terminal;

  public Version(Terminal terminal) {
    this.terminal = terminal;
  }

  /** With the options that other verbs have too. */
  public CommandLine command() {
    return output
        .addTo(where.addTo(new CommandLine(this)))
        .addSubcommand("new", new VersionNew(terminal).command())
        .addSubcommand("parse", new VersionParse(terminal).command());
  }

  /**
   * The answer.
   *
   * @param served the versions of Rollouts that the cluster has; null when it was not asked or does
   *     not answer
   * @param remark why they are not known
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Versions(
      String client, String api, @Nullable List<String> served, @Nullable String remark) {

    String text() {
      String first = "client %s, API %s".formatted(client, api);
      if (served != null) {
        return first + "\ncluster serves " + String.join(", ", served);
      }
      return remark == null ? first : first + "\n" + remark;
    }
  }

  @Override
  public Outcome call() {
    Versions versions = clientOnly ? versions(null, null) : withCluster();
    terminal.say(output.format().print(versions, versions::text));
    return Outcome.OK;
  }

  private Versions withCluster() {
    try (Cluster cluster = where.connect()) {
      List<String> served = cluster.served();
      return served.isEmpty()
          ? versions(null, "the cluster does not know Rollouts: install the CRDs of Mulkko")
          : versions(served, null);
    } catch (Failure | KubernetesClientException e) {
      return versions(null, "the cluster was not reached: " + Errors.failure(e).sentence());
    }
  }

  private static Versions versions(@Nullable List<String> served, @Nullable String remark) {
    String client = Version.class.getPackage().getImplementationVersion();
    return new Versions(
        client == null ? "development" : client,
        HasMetadata.getApiVersion(Rollout.class),
        served,
        remark);
  }
}
