package dev.mulkko.cli;

import dev.mulkko.cli.terminal.Failure;
import dev.mulkko.cli.terminal.Outcome;
import dev.mulkko.cli.terminal.Terminal;
import dev.mulkko.cli.verb.Act;
import dev.mulkko.cli.verb.Completion;
import dev.mulkko.cli.verb.Errors;
import dev.mulkko.cli.verb.Explain;
import dev.mulkko.cli.verb.Get;
import dev.mulkko.cli.verb.History;
import dev.mulkko.cli.verb.Kept;
import dev.mulkko.cli.verb.Lint;
import dev.mulkko.cli.verb.Lock;
import dev.mulkko.cli.verb.Locks;
import dev.mulkko.cli.verb.Restart;
import dev.mulkko.cli.verb.Simulate;
import dev.mulkko.cli.verb.Status;
import dev.mulkko.cli.verb.Undo;
import dev.mulkko.cli.verb.Unlock;
import dev.mulkko.cli.verb.Version;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The program, with all its verbs. */
final class Mulkko implements Runnable {

  private static final Map<String, String> EXIT_CODES =
      CommandLine.Model.UsageMessageSpec.keyValuesMap(
          "0:done",
          "1:refused, failed, or problems found",
          "2:the command line, a file or the kubeconfig cannot be used",
          "3:no cluster answers",
          "124:what was waited for did not come in time");

  /** Says what all the others can. */
  private static final String COMPLETION = "completion";

  private final OptionSpec verbose =
      OptionSpec.builder("-v", "--verbose")
          .type(boolean.class)
          .scopeType(ScopeType.INHERIT)
          .description("Prints the details of a failure.")
          .build();

  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

  private final Terminal terminal;

  private Mulkko(Terminal terminal) {
    this.terminal = terminal;
  }

  /** The exit code. */
  static int run(Terminal terminal, String... arguments) {
    Mulkko mulkko = new Mulkko(terminal);
    CommandLine root = new CommandLine(mulkko.described());
    Map<String, Supplier<Object>> verbs = verbs(terminal);
    // What the others look like is only asked when one of them may be meant: it takes its time.
    boolean named =
        arguments.length > 0 && verbs.containsKey(arguments[0]) && !arguments[0].equals(COMPLETION);
    verbs.forEach(
        (word, verb) -> {
          if (!named || word.equals(arguments[0])) {
            root.addSubcommand(word, verb.get());
          }
        });
    return root.setOut(terminal.out())
        .setErr(terminal.err())
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(terminal.ink().on() ? Ansi.ON : Ansi.OFF))
        .setExitCodeExceptionMapper(e -> Outcome.NO.code())
        .setParameterExceptionHandler((e, args) -> mulkko.misused(e))
        .setExecutionExceptionHandler((e, command, parsed) -> mulkko.failed(e))
        .setExecutionStrategy(Mulkko::runVerb)
        .execute(arguments);
  }

  /** Made without annotations: see {@link dev.mulkko.cli.cluster.ClusterOptions}. */
  private CommandSpec described() {
    spec.name("kubectl-mulkko")
        .addOption(verbose)
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .scopeType(ScopeType.INHERIT)
                .description("Shows this help.")
                .build());
    spec.usageMessage()
        .description("Progressive delivery for the Deployment you already have.")
        .synopsisSubcommandLabel("VERB")
        .footer(
            "",
            "As `kubectl mulkko`: put this program on the PATH.",
            "Completion: `source <(kubectl-mulkko completion bash)`; for `kubectl mulkko <TAB>` see"
                + " `kubectl-mulkko completion --help`.")
        .exitCodeListHeading("%nExit codes:%n")
        .exitCodeList(EXIT_CODES);
    return spec;
  }

  /** In the order of the help. */
  private static Map<String, Supplier<Object>> verbs(Terminal terminal) {
    Map<String, Supplier<Object>> verbs = new LinkedHashMap<>();
    verbs.put("get", () -> new Get(terminal).command());
    verbs.put("status", () -> new Status(terminal).command());
    verbs.put("history", () -> new History(terminal).command());
    verbs.put("revisions", () -> new Kept(terminal).command());
    verbs.put("explain", () -> new Explain(terminal).command());
    for (Act.Asked asked : Act.Asked.values()) {
      verbs.put(asked.word(), () -> asked.command(terminal));
    }
    verbs.put("lock", () -> new Lock(terminal).command());
    verbs.put("unlock", () -> new Unlock(terminal).command());
    verbs.put("locks", () -> new Locks(terminal).command());
    verbs.put("undo", () -> new Undo(terminal).command());
    verbs.put("restart", () -> new Restart(terminal).command());
    verbs.put("lint", () -> new Lint(terminal).command());
    verbs.put("simulate", () -> new Simulate(terminal).command());
    verbs.put("version", () -> new Version(terminal).command());
    verbs.put(COMPLETION, () -> new Completion(terminal));
    return verbs;
  }

  private static int runVerb(ParseResult parsed) {
    int code = new CommandLine.RunLast().execute(parsed);
    List<CommandLine> chosen = parsed.asCommandLineList();
    return chosen.getLast().getExecutionResult() instanceof Outcome outcome ? outcome.code() : code;
  }

  /** Without a verb. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no verb: write one of those above");
  }

  private int misused(ParameterException e) {
    CommandLine command = e.getCommandLine();
    boolean noVerb = command.getParent() == null;
    if (noVerb) {
      command.usage(terminal.err());
    }
    terminal.note(
        "error: %s (`%s --help` lists what can be written)"
            .formatted(e.getMessage(), command.getCommandSpec().qualifiedName()));
    return Outcome.USAGE.code();
  }

  private int failed(Exception e) {
    Failure failure = Errors.failure(e);
    terminal.note("error: " + failure.sentence());
    if (Boolean.TRUE.equals(verbose.getValue())) {
      e.printStackTrace(terminal.err());
      terminal.err().flush();
    }
    return failure.outcome().code();
  }
}
