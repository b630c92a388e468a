package dev.mulkko.cli.verb;

import dev.mulkko.api.v1beta1.DeploymentRecord;
import dev.mulkko.cli.cluster.Cluster;
import dev.mulkko.cli.cluster.ClusterOptions;
import dev.mulkko.cli.terminal.Outcome;
import dev.mulkko.cli.terminal.Terminal;
import dev.mulkko.cli.view.RecordPicture;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows one record. */
@Command(
    name = "show",
    description = {
      "Shows one record in full: versions, steps and their times, metrics, approvals, unlocks.",
      "Bars are light while a step's share was on its way, and dark from when it had settled."
    })
public final class HistoryShow implements Callable<Outcome> {

  private final ClusterOptions where = new ClusterOptions();
  private final OutputOptions output = new OutputOptions();

  @Parameters(
      paramLabel = "RECORD",
      converter = RecordNameConverter.class,
      description = "ROLLOUT/ATTEMPT, such as shop/12, or the name of the record.")
  private String record = "";

  private final Terminal terminal;

  public HistoryShow(Terminal terminal) {
    this.terminal = terminal;
  }

  /** With the options that other verbs have too. */
  public CommandLine command() {
    return output.addTo(where.addTo(new CommandLine(this)));
  }

  @Override
  public Outcome call() {
    try (Cluster cluster = where.connect()) {
      DeploymentRecord found = cluster.record(record);
      RecordPicture picture = new RecordPicture(found, terminal.clock().instant(), terminal.ink());
      terminal.say(output.format().print(RecordPicture.content(found), picture::text));
      return Outcome.OK;
    }
  }
}
