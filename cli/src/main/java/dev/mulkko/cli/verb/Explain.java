package dev.mulkko.cli.verb;

import dev.mulkko.cli.cluster.Cluster;
import dev.mulkko.cli.cluster.ClusterOptions;
import dev.mulkko.cli.terminal.Outcome;
import dev.mulkko.cli.terminal.Terminal;
import dev.mulkko.cli.view.Explanation;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows the last decision. */
@Command(
    name = "explain",
    description = {
      "Shows the rules of the operator's last decision in their order:",
      "✔ passed, ▶ acted, … waits, ✎ remembered a change of direction, · not asked."
    })
public final class Explain implements Callable<Outcome> {

  private final ClusterOptions where = new ClusterOptions();
  private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "NAME", description = "Name of the Rollout.")
  private String name = "";

  private final Terminal terminal;

  public Explain(Terminal terminal) {
    this.terminal = terminal;
  }

  /** With the options that other verbs have too. */
  public CommandLine command() {
    return output.addTo(where.addTo(new CommandLine(this)));
  }

  @Override
  public Outcome call() {
    try (Cluster cluster = where.connect()) {
      Explanation explanation = Explanation.of(cluster.rollout(name));
      terminal.say(output.format().print(explanation, () -> explanation.text(terminal.ink())));
      return Outcome.OK;
    }
  }
}
