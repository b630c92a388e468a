package dev.mulkko.cli.verb;

import dev.mulkko.cli.terminal.Outcome;
import dev.mulkko.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Scripts for shells. */
@Command(
    name = "completion",
    description = {
      "Prints a script that completes verbs and options of `kubectl-mulkko`.",
      "bash:  source <(kubectl-mulkko completion bash)",
      "zsh:   source <(kubectl-mulkko completion zsh)",
      "",
      "For `kubectl mulkko <TAB>` kubectl calls a program named kubectl_complete-mulkko: put the"
          + " one that lies beside this program on the PATH too. It prints what can follow, a line"
          + " each, and then `:4`, which tells kubectl not to offer file names."
    })
public final class Completion implements Callable<Outcome> {

  /** zsh reads the script of bash once it is told to. */
  enum Shell {
    bash,
    zsh
  }

  @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
  private Shell shell = Shell.bash;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Terminal terminal;

  public Completion(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Outcome call() {
    if (shell == Shell.zsh) {
      terminal.say("autoload -Uz compinit bashcompinit && compinit && bashcompinit");
    }
    terminal.say(AutoComplete.bash("kubectl-mulkko", spec.root().commandLine()));
    return Outcome.OK;
  }
}
