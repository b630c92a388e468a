package dev.mulkko.cli.verb;

import dev.mulkko.cli.cluster.Cluster;
import dev.mulkko.cli.cluster.ClusterOptions;
import dev.mulkko.cli.terminal.Outcome;
import dev.mulkko.cli.terminal.Terminal;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Asks the operator for one act by a RolloutAction, and prints what became of it. */
@Command(
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done; with --no-wait: asked",
      "1:refused, with the reason on stderr",
      "2:the command line or the kubeconfig cannot be used",
      "3:no cluster answers",
      "124:no answer within --timeout; the request stays"
    })
public final class Act implements Callable<Outcome> {

  private final ClusterOptions where = new ClusterOptions();
  @Mixin private final AskOptions ask = new AskOptions();

  private final Terminal terminal;
  private final Asked asked;

  private Act(Terminal terminal, Asked asked) {
    this.terminal = terminal;
    this.asked = asked;
  }

  /** What can be asked for without more than a name. */
  public enum Asked {
    Abort("Brings all traffic back to stable, then removes the canary."),
    Pause("Stays at the present weight."),
    Resume("Ends this pause."),
    Skip("Ends this step."),
    Promote("Goes to 100 %% now."),
    Retry("Tries the refused revision again.");

    private final String description;

    Asked(String description) {
      this.description = description;
    }

    /** As users write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The command of this verb. */
    public CommandLine command(Terminal terminal) {
      Act act = new Act(terminal, this);
      CommandLine command = act.where.addTo(new CommandLine(act));
      command.getCommandSpec().name(word()).usageMessage().description(description);
      return command;
    }
  }

  @Override
  public Outcome call() {
    try (Cluster cluster = where.connect()) {
      ask.ask(ask.of(cluster), asked.name(), null, terminal);
      return Outcome.OK;
    }
  }
}
