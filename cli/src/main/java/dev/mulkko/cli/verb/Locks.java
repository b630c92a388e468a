package dev.mulkko.cli.verb;

import dev.mulkko.cli.cluster.Cluster;
import dev.mulkko.cli.cluster.ClusterOptions;
import dev.mulkko.cli.cluster.Locking;
import dev.mulkko.cli.terminal.Format;
import dev.mulkko.cli.terminal.Outcome;
import dev.mulkko.cli.terminal.Terminal;
import dev.mulkko.cli.view.LockList;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists locks. */
@Command(
    name = "locks",
    description = {
      "Lists the DeployLocks of a namespace and the ClusterDeployLocks that are for it, and which"
          + " Rollouts they hold now.",
      "An OWNER that the API server did not stamp is (claimed)."
    })
public final class Locks implements Callable<Outcome> {

  private final ClusterOptions where = new ClusterOptions();
  private final OutputOptions output = new OutputOptions();

  @Option(
      names = {"-A", "--all-namespaces"},
      description = "The locks of all namespaces.")
  private boolean everywhere;

  private final Terminal terminal;

  public Locks(Terminal terminal) {
    this.terminal = terminal;
  }

  public CommandLine command() {
    return output.addTo(where.addTo(new CommandLine(this)));
  }

  @Override
  public Outcome call() {
    try (Cluster cluster = where.connect()) {
      Locking locking = Locking.of(cluster);
      LockList list =
          LockList.of(
              locking.all(everywhere),
              cluster.rollouts(everywhere),
              locking.stamps(),
              terminal.clock().instant());
      Format format = output.format();
      boolean table = format == Format.text || format == Format.wide;
      terminal.say(
          list.locks().isEmpty() && table
              ? "No lock" + (everywhere ? "." : " for namespace " + cluster.namespace() + ".")
              : format.print(list, () -> list.text(everywhere, terminal.ink())));
      return Outcome.OK;
    }
  }
}
