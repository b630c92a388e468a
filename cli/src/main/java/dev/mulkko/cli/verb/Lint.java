package dev.mulkko.cli.verb;

import dev.mulkko.cli.lint.Findings;
import dev.mulkko.cli.terminal.Outcome;
import dev.mulkko.cli.terminal.Terminal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Checks manifests without a cluster. */
@Command(
    name = "lint",
    description = {
      "Checks the Rollouts and RolloutActions of files without a cluster, together with the"
          + " Deployments, Services, routes and autoscalers that are in the same files.",
      "What depends on objects that are only in a cluster is not known here: the operator says it"
          + " in the status."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:no problem; advice is no problem", "1:problems", "2:a file cannot be read"})
public final class Lint implements Callable<Outcome> {

  private final OutputOptions output = new OutputOptions();

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "YAML files; - is stdin.")
  private List<String> files = List.of();

  private final Terminal terminal;

  public Lint(Terminal terminal) {
    this.terminal = terminal;
  }

  /** With the options that other verbs have too. */
  public CommandLine command() {
    return output.addTo(new CommandLine(this));
  }

  @Override
  public Outcome call() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String file : files) {
      texts.put(file.equals(Texts.STDIN) ? "stdin" : file, Texts.of(file, terminal));
    }
    Findings findings = Findings.of(texts);
    terminal.say(output.format().print(findings, findings::text));
    return findings.problems().isEmpty() ? Outcome.OK : Outcome.NO;
  }
}
