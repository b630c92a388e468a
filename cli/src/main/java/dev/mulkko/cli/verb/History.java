package dev.mulkko.cli.verb;

import dev.mulkko.cli.cluster.Cluster;
import dev.mulkko.cli.cluster.ClusterOptions;
import dev.mulkko.cli.terminal.Failure;
import dev.mulkko.cli.terminal.Format;
import dev.mulkko.cli.terminal.Outcome;
import dev.mulkko.cli.terminal.Terminal;
import dev.mulkko.cli.view.RecordList;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists what was delivered. */
@Command(
    name = "history",
    description = {
      "Lists the records of what was delivered, the newest first: who, what, when, and what became"
          + " of it. They stay when their Rollout is deleted.",
      "A user who is (claimed) was named by whoever made the change; all others by the API server."
    })
public final class History implements Callable<Outcome> {

  private final ClusterOptions where = new ClusterOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "ROLLOUT",
      description = "Those of this Rollout, whether or not it still exists.")
  private @Nullable String rollout;

  @Option(
      names = {"-A", "--all-namespaces"},
      description = "The records of all namespaces.")
  private boolean everywhere;

  @Mixin private final RecordFilters filters = new RecordFilters();

  @Option(
      names = "--limit",
      paramLabel = "NUMBER",
      defaultValue = "0",
      description = "The newest alone. Default: 0, which is all.")
  private int limit;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table (default), wide, json, yaml, or csv (RFC 4180).")
  private Form form = Form.table;

  private final Terminal terminal;

  public History(Terminal terminal) {
    this.terminal = terminal;
  }

  /** The names are what users write. */
  enum Form {
    table,
    wide,
    json,
    yaml,
    csv
  }

  /** With the options that other verbs have too. */
  public CommandLine command() {
    return where
        .addTo(new CommandLine(this))
        .addSubcommand("show", new HistoryShow(terminal).command())
        .addSubcommand("diff", new HistoryDiff(terminal).command())
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public Outcome call() {
    if (limit < 0) {
      throw new Failure(
          Outcome.USAGE, "--limit is %d: write how many, or 0 for all".formatted(limit));
    }
    try (Cluster cluster = where.connect()) {
      Instant now = terminal.clock().instant();
      RecordList found =
          new RecordList(
                  cluster.records(filters.query(rollout), everywhere).stream()
                      .filter(record -> filters.accepts(record, now))
                      .toList())
              .newest(limit);
      switch (form) {
        case csv -> terminal.print(found.csv());
        case json -> terminal.say(Format.json.print(found.rows(), () -> ""));
        case yaml -> terminal.say(Format.yaml.print(found.rows(), () -> ""));
        case table, wide -> terminal.say(table(found, cluster.namespace(), now));
      }
      return Outcome.OK;
    }
  }

  private String table(RecordList found, String namespace, Instant now) {
    if (found.records().isEmpty()) {
      return "No such record in %s."
          .formatted(everywhere ? "any namespace" : "namespace " + namespace);
    }
    return found.text(everywhere, form == Form.wide, now, terminal.ink());
  }
}
