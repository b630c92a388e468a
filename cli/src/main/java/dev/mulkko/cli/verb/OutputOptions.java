package dev.mulkko.cli.verb;

import dev.mulkko.cli.terminal.Format;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** How the answer is printed. */
final class OutputOptions {

  private final OptionSpec format =
      OptionSpec.builder("-o", "--output")
          .type(Format.class)
          .paramLabel("FORMAT")
          .description("text (default), wide, json or yaml.")
          .build();

  /** The verb with this option. */
  CommandLine addTo(CommandLine verb) {
    verb.getCommandSpec().addOption(format);
    return verb;
  }

  Format format() {
    Format chosen = format.getValue();
    return chosen == null ? Format.text : chosen;
  }
}
