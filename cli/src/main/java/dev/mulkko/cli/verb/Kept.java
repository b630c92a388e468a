package dev.mulkko.cli.verb;

import dev.mulkko.cli.cluster.Cluster;
import dev.mulkko.cli.cluster.ClusterOptions;
import dev.mulkko.cli.cluster.Surroundings;
import dev.mulkko.cli.terminal.Outcome;
import dev.mulkko.cli.terminal.Terminal;
import dev.mulkko.cli.view.Revisions;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists what can be gone back to. */
@Command(
    name = "revisions",
    description =
        "Lists the revisions that are kept, the newest first, for an undo; `history` tells what became of each attempt.")
public final class Kept implements Callable<Outcome> {

  private final ClusterOptions where = new ClusterOptions();
  private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "NAME", description = "Name of the Rollout.")
  private String name = "";

  private final Terminal terminal;

  public Kept(Terminal terminal) {
    this.terminal = terminal;
  }

  /** With the options that other verbs have too. */
  public CommandLine command() {
    return output.addTo(where.addTo(new CommandLine(this)));
  }

  @Override
  public Outcome call() {
    try (Cluster cluster = where.connect()) {
      Revisions kept = Revisions.of(Surroundings.revisions(cluster, cluster.rollout(name)));
      Instant now = terminal.clock().instant();
      terminal.say(output.format().print(kept, () -> kept.text(now, terminal.ink())));
      return Outcome.OK;
    }
  }
}
