package dev.mulkko.cli.verb;

import dev.mulkko.cli.cluster.Asking;
import dev.mulkko.cli.cluster.Cluster;
import dev.mulkko.cli.cluster.ClusterOptions;
import dev.mulkko.cli.cluster.Locking;
import dev.mulkko.cli.terminal.Failure;
import dev.mulkko.cli.terminal.Outcome;
import dev.mulkko.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets one rollout go on in spite of its locks, or ends a lock for all. */
@Command(
    name = "unlock",
    description = {
      "Lets the present rollout of one Rollout go on although it is locked: it needs a --reason, and"
          + " is recorded. Locks that come later hold it again.",
      "With --lock LOCK instead of a NAME it ends that lock, for all Rollouts."
    })
public final class Unlock implements Callable<Outcome> {

  private final ClusterOptions where = new ClusterOptions();
  @Mixin private final WaitOptions wait = new WaitOptions();

  @Parameters(paramLabel = "NAME", arity = "0..1", description = "Name of the Rollout.")
  private @Nullable String rollout;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why, in your own words: shown in status, events and the record.")
  private @Nullable String reason;

  @Option(names = "--lock", paramLabel = "LOCK", description = "Name of a lock to end.")
  private @Nullable String lock;

  @Option(names = "--cluster", description = "With --lock: a ClusterDeployLock.")
  private boolean cluster;

  private final Terminal terminal;

  public Unlock(Terminal terminal) {
    this.terminal = terminal;
  }

  public CommandLine command() {
    return where.addTo(new CommandLine(this));
  }

  @Override
  public Outcome call() {
    try (Cluster connected = where.connect()) {
      if (lock != null && rollout == null) {
        terminal.say(Locking.of(connected).delete(lock, cluster));
        return Outcome.OK;
      }
      if (rollout == null || lock != null) {
        throw new Failure(
            Outcome.USAGE,
            "write the NAME of a Rollout to let it go on, or --lock LOCK to end a lock");
      }
      if (reason == null || reason.isBlank()) {
        throw new Failure(
            Outcome.USAGE, "write --reason: it is recorded why a lock was overridden");
      }
      override(new Asking(connected, connected.rollout(rollout)), reason);
      return Outcome.OK;
    }
  }

  private void override(Asking asking, String why) {
    String action = asking.ask("Unlock", why, null);
    terminal.say(
        wait.waits()
            ? action + ": " + asking.answer(action, wait.timeout(), terminal::note)
            : action + " was created");
  }
}
