package dev.mulkko.cli.verb;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.cli.cluster.Changes;
import dev.mulkko.cli.cluster.Cluster;
import dev.mulkko.cli.cluster.ClusterOptions;
import dev.mulkko.cli.cluster.Surroundings;
import dev.mulkko.cli.terminal.Failure;
import dev.mulkko.cli.terminal.Outcome;
import dev.mulkko.cli.terminal.Terminal;
import dev.mulkko.cli.view.Outlook;
import dev.mulkko.cli.view.StatusLine;
import dev.mulkko.cli.view.Until;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Follows one Rollout until it is where a script wants it. */
@Command(
    name = "status",
    description = {
      "Prints a line for every change of a Rollout, until it is reached what --until names.",
      "It speaks of the template that the Deployment has when this is read: a new one that the"
          + " operator has not seen yet is waited for."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:reached",
      "1:not reachable any more (rolled back while waiting for promoted, promoted while waiting for"
          + " rolledback, Stalled, deleted); with --no-watch: not reached now",
      "2:the command line or the kubeconfig cannot be used",
      "3:no cluster answers",
      "124:not reached within --timeout"
    })
public final class Status implements Callable<Outcome> {

  /** A new template is not a change of the Rollout. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final ClusterOptions where = new ClusterOptions();
  private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "NAME", description = "Name of the Rollout.")
  private String name = "";

  @Option(
      names = {"-w", "--watch"},
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Waits (default); --no-watch prints what is now.")
  private boolean watch;

  @Option(
      names = "--until",
      paramLabel = "STATE",
      description = "promoted (default), paused, rolledback or rest.")
  private Until until = Until.promoted;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "How long to wait, such as 90s or 10m. Default: 10m.")
  private Duration timeout = Duration.ofMinutes(10);

  private final Terminal terminal;
  private @Nullable StatusLine last;
  private @Nullable Instant begin;

  public Status(Terminal terminal) {
    this.terminal = terminal;
  }

  /** With the options that other verbs have too. */
  public CommandLine command() {
    return output.addTo(where.addTo(new CommandLine(this)));
  }

  @Override
  public Outcome call() {
    try (Cluster cluster = where.connect()) {
      Outlook outlook = look(cluster);
      if (!watch) {
        return outlook == Outlook.Reached ? Outcome.OK : Outcome.NO;
      }
      return outlook == Outlook.Possible ? follow(cluster) : Outcome.OK;
    }
  }

  private Outcome follow(Cluster cluster) {
    long end = System.nanoTime() + timeout.toNanos();
    try (Changes changes = cluster.changes(name, false)) {
      while (System.nanoTime() < end) {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        changes.await(left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN);
        if (look(cluster) == Outlook.Reached) {
          return Outcome.OK;
        }
      }
    }
    throw new Failure(
        Outcome.TIMEOUT,
        "Rollout %s did not become %s within the timeout: write a longer --timeout, or see `kubectl mulkko explain %s`"
            .formatted(name, until, name));
  }

  /** Says what changed. */
  private Outlook look(Cluster cluster) {
    Rollout rollout = cluster.rollout(name);
    StatusLine line = StatusLine.of(rollout, terminal.clock().instant());
    Instant first = begin == null ? line.at() : begin;
    begin = first;
    if (!line.sameAs(last)) {
      terminal.say(output.format().printNext(line, () -> line.text(first, terminal.ink())));
      last = line;
    }
    Outlook outlook = Outlook.of(Surroundings.revisions(cluster, rollout), until);
    if (outlook == Outlook.Impossible && watch) {
      throw new Failure(Outcome.NO, Outlook.sentence(name, until, rollout.getStatus()));
    }
    return outlook;
  }
}
