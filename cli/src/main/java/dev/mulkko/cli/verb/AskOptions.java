package dev.mulkko.cli.verb;

import dev.mulkko.cli.cluster.Asking;
import dev.mulkko.cli.cluster.Cluster;
import dev.mulkko.cli.terminal.Terminal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Of whom something is asked, why, and whether the answer is waited for. */
final class AskOptions {

  @Mixin private final WaitOptions wait = new WaitOptions();

  @Parameters(paramLabel = "NAME", description = "Name of the Rollout.")
  private String name = "";

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why, in your own words: shown in status and events.")
  private @Nullable String reason;

  String name() {
    return name;
  }

  boolean waits() {
    return wait.waits();
  }

  Duration timeout(Duration usual) {
    return wait.timeout(usual);
  }

  /** Says what was asked or, where it is waited for, what the operator answered. */
  void ask(Asking asking, String verb, @Nullable String to, Terminal terminal) {
    String action = asking.ask(verb, reason, to);
    terminal.say(
        wait.waits()
            ? action + ": " + asking.answer(action, wait.timeout(), terminal::note)
            : action + " was created");
  }

  Asking of(Cluster cluster) {
    return new Asking(cluster, cluster.rollout(name));
  }
}
