package dev.mulkko.cli.verb;

import dev.mulkko.cli.cluster.Cluster;
import dev.mulkko.cli.cluster.ClusterOptions;
import dev.mulkko.cli.terminal.Outcome;
import dev.mulkko.cli.terminal.Terminal;
import dev.mulkko.cli.view.RecordDifference;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Compares two records. */
@Command(
    name = "diff",
    description = "Shows what two records tell differently: versions, images, who, times, outcome.")
public final class HistoryDiff implements Callable<Outcome> {

  private final ClusterOptions where = new ClusterOptions();
  private final OutputOptions output = new OutputOptions();

  @Parameters(
      index = "0",
      paramLabel = "RECORD",
      converter = RecordNameConverter.class,
      description = "ROLLOUT/ATTEMPT, such as shop/12, or the name of the record.")
  private String one = "";

  @Parameters(
      index = "1",
      paramLabel = "OTHER",
      converter = RecordNameConverter.class,
      description = "Another one.")
  private String other = "";

  private final Terminal terminal;

  public HistoryDiff(Terminal terminal) {
    this.terminal = terminal;
  }

  /** With the options that other verbs have too. */
  public CommandLine command() {
    return output.addTo(where.addTo(new CommandLine(this)));
  }

  @Override
  public Outcome call() {
    try (Cluster cluster = where.connect()) {
      RecordDifference difference = RecordDifference.of(cluster.record(one), cluster.record(other));
      terminal.say(output.format().print(difference, difference::text));
      return Outcome.OK;
    }
  }
}
