package dev.mulkko.cli.verb;

import dev.mulkko.api.v1beta1.DeployLockSpec;
import dev.mulkko.api.v1beta1.LockSelector;
import dev.mulkko.cli.cluster.Cluster;
import dev.mulkko.cli.cluster.ClusterOptions;
import dev.mulkko.cli.cluster.Locking;
import dev.mulkko.cli.terminal.Failure;
import dev.mulkko.cli.terminal.Outcome;
import dev.mulkko.cli.terminal.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Creates a lock. */
@Command(
    name = "lock",
    description = {
      "Says \"not now\" to the Rollouts of a namespace, or to some of them, by a DeployLock.",
      "A new version is taken all the same, and waits; abort, undo and rollback always work."
    })
public final class Lock implements Callable<Outcome> {

  private final ClusterOptions where = new ClusterOptions();

  @Parameters(
      paramLabel = "LOCK",
      arity = "0..1",
      description = "Name of the lock. Default: one that is made.")
  private @Nullable String name;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why, in your own words: shown to everybody who must wait.")
  private String reason = "";

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description =
          "BlockNew (default): what has no traffic yet gets none. PauseRunning: what has some stays"
              + " at its share, too. BlockPromote: all steps are made but the one to 100 %%.")
  private Mode mode = Mode.BlockNew;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = InstantConverter.class,
      description = "When it ends by itself, such as 2027-01-04T09:00:00+09:00.")
  private @Nullable Instant until;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "For how long it holds, such as 2h.")
  private @Nullable Duration length;

  @Option(
      names = "--rollout",
      paramLabel = "NAME",
      description = "A Rollout that is locked; may be written again. Default: all.")
  private List<String> rollouts = List.of();

  @Option(
      names = {"-l", "--selector"},
      paramLabel = "LABEL=VALUE",
      split = ",",
      description = "Labels of the Rollouts that are locked. Default: all.")
  private Map<String, String> labels = Map.of();

  @Option(
      names = "--cluster",
      description = "All namespaces, by a ClusterDeployLock; with -n only that one.")
  private boolean cluster;

  @Option(
      names = "--reject",
      description =
          "Refuses the write of a new template instead of holding it, where the admission policies"
              + " are installed.")
  private boolean reject;

  private final Terminal terminal;

  public Lock(Terminal terminal) {
    this.terminal = terminal;
  }

  /** How far a lock goes; the names are what users write. */
  enum Mode {
    BlockNew,
    PauseRunning,
    BlockPromote
  }

  public CommandLine command() {
    return where.addTo(new CommandLine(this));
  }

  @Override
  public Outcome call() {
    if (until != null && length != null) {
      throw new Failure(Outcome.USAGE, "a lock has one end: write --until or --for");
    }
    try (Cluster connected = where.connect()) {
      terminal.say(Locking.of(connected).create(name, spec(), cluster));
      return Outcome.OK;
    }
  }

  private DeployLockSpec spec() {
    LockSelector selector =
        rollouts.isEmpty() && labels.isEmpty() ? null : new LockSelector(rollouts, labels);
    return new DeployLockSpec(
        selector,
        cluster ? where.named().map(List::of).orElse(List.of()) : List.of(),
        reason,
        end(),
        mode.name(),
        reject ? "Reject" : null,
        null,
        null,
        List.of(),
        List.of());
  }

  private @Nullable String end() {
    Instant end = length == null ? until : terminal.clock().instant().plus(length);
    return end == null ? null : end.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
