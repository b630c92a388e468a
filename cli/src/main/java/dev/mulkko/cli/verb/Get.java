package dev.mulkko.cli.verb;

import dev.mulkko.cli.cluster.Changes;
import dev.mulkko.cli.cluster.Cluster;
import dev.mulkko.cli.cluster.ClusterOptions;
import dev.mulkko.cli.cluster.Surroundings;
import dev.mulkko.cli.terminal.Failure;
import dev.mulkko.cli.terminal.Format;
import dev.mulkko.cli.terminal.Outcome;
import dev.mulkko.cli.terminal.Terminal;
import dev.mulkko.cli.view.PictureText;
import dev.mulkko.cli.view.RolloutList;
import dev.mulkko.cli.view.RolloutPicture;
import dev.mulkko.cli.view.RolloutRow;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows Rollouts. */
@Command(
    name = "get",
    description = {
      "Shows the Rollouts of a namespace as a table, or one with all that belongs to it."
    })
public final class Get implements Callable<Outcome> {

  /** Pods become ready without a word from the Rollout. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  @Mixin private final ClusterOptions where = new ClusterOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Name of the Rollout.")
  private @Nullable String name;

  @Option(
      names = {"-A", "--all-namespaces"},
      description = "The Rollouts of all namespaces.")
  private boolean everywhere;

  @Option(
      names = {"-w", "--watch"},
      description = "Stays, and shows every change.")
  private boolean watch;

  private final Terminal terminal;

  public Get(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Outcome call() {
    if (everywhere && name != null) {
      throw new Failure(
          Outcome.USAGE, "a NAME is of one namespace: write -n NAMESPACE instead of -A");
    }
    try (Cluster cluster = where.connect()) {
      String shown = show(cluster);
      if (!watch) {
        terminal.say(shown);
        return Outcome.OK;
      }
      follow(cluster, shown);
    }
    return Outcome.OK;
  }

  private void follow(Cluster cluster, String first) {
    terminal.repaint(first);
    String shown = first;
    try (Changes changes = cluster.changes(name == null ? "" : name, everywhere)) {
      while (!Thread.currentThread().isInterrupted()) {
        changes.await(LOOK_AGAIN);
        String now = show(cluster);
        if (!now.equals(shown)) {
          terminal.repaint(now);
          shown = now;
        }
      }
    }
  }

  private String show(Cluster cluster) {
    Instant now = terminal.clock().instant();
    Format format = output.format();
    if (name == null) {
      RolloutList list =
          RolloutList.of(cluster.rollouts(everywhere).stream().map(RolloutRow::of).toList());
      if (list.rollouts().isEmpty() && (format == Format.text || format == Format.wide)) {
        return everywhere
            ? "No Rollout in any namespace."
            : "No Rollout in namespace " + cluster.namespace() + ".";
      }
      return format.print(
          list, () -> list.text(everywhere, format == Format.wide, now, terminal.ink()));
    }
    RolloutPicture picture = RolloutPicture.of(Surroundings.of(cluster, cluster.rollout(name)));
    return format.print(picture, () -> PictureText.of(picture, now, terminal.ink()));
  }
}
