package dev.mulkko.cli.verb;

import dev.mulkko.cli.terminal.Failure;
import dev.mulkko.cli.terminal.Outcome;
import dev.mulkko.cli.terminal.Terminal;
import dev.mulkko.engine.version.Read;
import dev.mulkko.engine.version.VersionName;
import dev.mulkko.engine.version.VersionPattern;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads the name of a version. */
@Command(
    name = "parse",
    description = {
      "Prints the parts of a name such as PAY-123-checkout-20261124093000, or what is wrong with it.",
      "The time in it is read as UTC, or as that of --zone."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:it is a name", "1:it is not"})
public final class VersionParse implements Callable<Outcome> {

  private final OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "NAME", description = "The name, without the image before it.")
  private String name = "";

  @Option(
      names = "--pattern",
      paramLabel = "REGEX",
      description =
          "How names are read: a regular expression with the groups ticket, module and builtAt"
              + " (14 digits), which matches all of it. Default: that of `version new`.")
  private @Nullable String pattern;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      converter = ZoneConverter.class,
      description = "By whose clocks the time was written, such as Asia/Seoul. Default: UTC.")
  private ZoneId zone = ZoneId.of("UTC");

  private final Terminal terminal;

  public VersionParse(Terminal terminal) {
    this.terminal = terminal;
  }

  /** With the options that other verbs have too. */
  public CommandLine command() {
    return output.addTo(new CommandLine(this));
  }

  /**
   * The answer.
   *
   * @param builtAt RFC 3339, UTC
   */
  record Parts(String ticket, String module, String builtAt) {

    static Parts of(VersionName version) {
      return new Parts(version.ticket(), version.module(), version.builtAt().toString());
    }

    String text() {
      return "ticket   %s\nmodule   %s\nbuilt    %s".formatted(ticket, module, builtAt);
    }
  }

  @Override
  public Outcome call() {
    Read<VersionPattern> chosen =
        pattern == null ? new Read.Right<>(VersionPattern.USUAL) : VersionPattern.of(pattern);
    return switch (chosen.then(read -> read.parse(name, zone))) {
      case Read.Right<VersionName>(VersionName version) -> {
        Parts parts = Parts.of(version);
        terminal.say(output.format().print(parts, parts::text));
        yield Outcome.OK;
      }
      case Read.Wrong<VersionName>(String sentence) -> throw new Failure(Outcome.NO, sentence);
    };
  }
}
