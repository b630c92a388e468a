package dev.mulkko.cli.verb;

import dev.mulkko.cli.cluster.Cluster;
import dev.mulkko.cli.cluster.ClusterOptions;
import dev.mulkko.cli.terminal.Outcome;
import dev.mulkko.cli.terminal.Terminal;
import dev.mulkko.kube.Json;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** New pods of the same version. */
@Command(
    name = "restart",
    description = {
      "Gives the Deployment's template the time of a restart, as `kubectl rollout restart` does,"
          + " also while the Deployment is held.",
      "The restart is then delivered like any other new template."
    })
public final class Restart implements Callable<Outcome> {

  private static final String RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";

  private final ClusterOptions where = new ClusterOptions();

  @Parameters(paramLabel = "NAME", description = "Name of the Rollout.")
  private String name = "";

  private final Terminal terminal;

  public Restart(Terminal terminal) {
    this.terminal = terminal;
  }

  /** With the options that other verbs have too. */
  public CommandLine command() {
    return where.addTo(new CommandLine(this));
  }

  @Override
  public Outcome call() {
    try (Cluster cluster = where.connect()) {
      String deployment = cluster.rollout(name).getSpec().workloadRef().name();
      String now = terminal.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString();
      cluster.merge(deployment, patch(now));
      terminal.say(
          "Deployment %s is to be restarted: `kubectl mulkko status %s` follows it"
              .formatted(deployment, name));
      return Outcome.OK;
    }
  }

  static String patch(String now) {
    return Json.canonical(
        Json.tree(
            Map.of(
                "spec",
                Map.of(
                    "template",
                    Map.of("metadata", Map.of("annotations", Map.of(RESTARTED_AT, now)))))));
  }
}
