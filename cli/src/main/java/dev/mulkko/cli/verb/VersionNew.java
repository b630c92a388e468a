package dev.mulkko.cli.verb;

import dev.mulkko.cli.terminal.Failure;
import dev.mulkko.cli.terminal.Outcome;
import dev.mulkko.cli.terminal.Terminal;
import dev.mulkko.engine.version.Place;
import dev.mulkko.engine.version.Read;
import dev.mulkko.engine.version.VersionName;
import dev.mulkko.engine.version.VersionPattern;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Names a version that is built. */
@Command(
    name = "new",
    description = {
      "Prints the name of a version that is built now, such as PAY-123-checkout-20261124093000.",
      "The time in it is UTC, or that of --zone; who reads the name must know which."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:named", "1:it would not be read as these parts again"})
public final class VersionNew implements Callable<Outcome> {

  @Parameters(index = "0", paramLabel = "TICKET", description = "For which it is built: PAY-123.")
  private String ticket = "";

  @Parameters(index = "1", paramLabel = "MODULE", description = "What is built: checkout.")
  private String module = "";

  @Option(
      names = "--at",
      paramLabel = "INSTANT",
      converter = InstantConverter.class,
      description = "When it was built, such as 2026-11-24T09:30:00Z. Default: now.")
  private @Nullable Instant at;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      converter = ZoneConverter.class,
      description = "By whose clocks the time is written, such as Asia/Seoul. Default: UTC.")
  private ZoneId zone = ZoneId.of("UTC");

  private final Terminal terminal;

  public VersionNew(Terminal terminal) {
    this.terminal = terminal;
  }

  public CommandLine command() {
    return new CommandLine(this);
  }

  @Override
  public Outcome call() {
    Instant built = Objects.requireNonNullElseGet(at, terminal.clock()::instant);
    VersionName version = new VersionName(ticket, module, built);
    return switch (VersionPattern.USUAL.print(version, zone)) {
      case Read.Right<String>(String name) -> {
        terminal.say(name);
        Stream.of(Place.Label, Place.ImageTag)
            .map(place -> place.refuses(name))
            .flatMap(Optional::stream)
            .forEach(terminal::note);
        yield Outcome.OK;
      }
      case Read.Wrong<String>(String sentence) -> throw new Failure(Outcome.NO, sentence);
    };
  }
}
