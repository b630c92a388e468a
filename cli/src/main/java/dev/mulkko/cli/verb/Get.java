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
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Shows Rollouts. */
public final class Get implements Callable<Outcome> {

  /** Pods become ready without a word from the Rollout. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  private final ClusterOptions where = new ClusterOptions();
  private final OutputOptions output = new OutputOptions();

  private final PositionalParamSpec rollout =
      PositionalParamSpec.builder()
          .type(String.class)
          .arity("0..1")
          .paramLabel("NAME")
          .description("Name of the Rollout.")
          .build();

  private final OptionSpec everywhere =
      OptionSpec.builder("-A", "--all-namespaces")
          .type(boolean.class)
          .description("The Rollouts of all namespaces.")
          .build();

  private final OptionSpec watch =
      OptionSpec.builder("-w", "--watch")
          .type(boolean.class)
          .description("Stays, and shows every change.")
          .build();

  private final Terminal terminal;

  public Get(Terminal terminal) {
    this.terminal = terminal;
  }

  public CommandLine command() {
    CommandSpec spec =
        CommandSpec.wrapWithoutInspection(this)
            .name("get")
            .addPositional(rollout)
            .addOption(everywhere)
            .addOption(watch);
    spec.usageMessage()
        .description(
            "Shows the Rollouts of a namespace as a table, or one with all that belongs to it.");
    return output.addTo(where.addTo(new CommandLine(spec)));
  }

  @Override
  public Outcome call() {
    String name = rollout.getValue();
    boolean everywhere = given(this.everywhere);
    if (everywhere && name != null) {
      throw new Failure(
          Outcome.USAGE, "a NAME is of one namespace: write -n NAMESPACE instead of -A");
    }
    try (Cluster cluster = where.connect()) {
      String shown = show(cluster, name, everywhere);
      if (!given(watch)) {
        terminal.say(shown);
        return Outcome.OK;
      }
      follow(cluster, name, everywhere, shown);
    }
    return Outcome.OK;
  }

  private static boolean given(OptionSpec flag) {
    return Boolean.TRUE.equals(flag.getValue());
  }

  private void follow(Cluster cluster, @Nullable String name, boolean everywhere, String first) {
    terminal.repaint(first);
    String shown = first;
    try (Changes changes = cluster.changes(name == null ? "" : name, everywhere)) {
      while (!Thread.currentThread().isInterrupted()) {
        changes.await(LOOK_AGAIN);
        String now = show(cluster, name, everywhere);
        if (!now.equals(shown)) {
          terminal.repaint(now);
          shown = now;
        }
      }
    }
  }

  private String show(Cluster cluster, @Nullable String name, boolean everywhere) {
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
