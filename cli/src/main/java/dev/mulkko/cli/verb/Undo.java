package dev.mulkko.cli.verb;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.cli.cluster.Asking;
import dev.mulkko.cli.cluster.Cluster;
import dev.mulkko.cli.cluster.ClusterOptions;
import dev.mulkko.cli.cluster.Undone;
import dev.mulkko.cli.terminal.Failure;
import dev.mulkko.cli.terminal.Outcome;
import dev.mulkko.cli.terminal.Terminal;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings back a revision that is kept, without a build. */
@Command(
    name = "undo",
    description = {
      "Brings back a revision that ran before; `revisions` lists those that are kept.",
      "The Deployment keeps the template that it has, held, unless --write-template is given: a"
          + " GitOps tool that keeps writing that template then changes nothing."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done; with --no-wait: asked",
      "1:refused, or taken back on the way",
      "2:the command line or the kubeconfig cannot be used",
      "3:no cluster answers",
      "124:not done within --timeout; the request stays"
    })
public final class Undo implements Callable<Outcome> {

  private static final Duration WHOLE_UNDO = Duration.ofMinutes(10);

  private final ClusterOptions where = new ClusterOptions();
  @Mixin private final AskOptions ask = new AskOptions();

  @Option(
      names = "--to",
      paramLabel = "REVISION",
      description = "The revision to bring back. Default: the one that ran before.")
  private @Nullable String to;

  @Option(
      names = "--write-template",
      description =
          "When all is done, also writes the old template to the Deployment, by your own rights;"
              + " waits up to 10m unless --timeout says otherwise.")
  private boolean writeTemplate;

  private final Terminal terminal;

  public Undo(Terminal terminal) {
    this.terminal = terminal;
  }

  /** With the options that other verbs have too. */
  public CommandLine command() {
    return where.addTo(new CommandLine(this));
  }

  @Override
  public Outcome call() {
    if (writeTemplate && !ask.waits()) {
      throw new Failure(
          Outcome.USAGE,
          "--write-template needs the end of the undo: leave --no-wait out, or write the template later");
    }
    try (Cluster cluster = where.connect()) {
      Asking asking = ask.of(cluster);
      ask.ask(asking, "Undo", to, terminal);
      if (writeTemplate) {
        writeTemplate(cluster, asking.rollout());
      }
      return Outcome.OK;
    }
  }

  private void writeTemplate(Cluster cluster, Rollout before) {
    String stable = before.getStatus() == null ? null : before.getStatus().stable();
    Undone undone = new Undone(cluster, ask.name(), stable, to);
    String revision = undone.await(ask.timeout(WHOLE_UNDO));
    undone.writeTemplate(revision);
    terminal.say(
        "Deployment %s has the template of %s again"
            .formatted(before.getSpec().workloadRef().name(), revision));
  }
}
