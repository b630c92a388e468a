package dev.mulkko.cli.verb;

import dev.mulkko.cli.terminal.Format;
import picocli.CommandLine.Option;

/** How the answer is printed. */
final class OutputOptions {

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "text (default), wide, json or yaml.")
  private Format format = Format.text;

  Format format() {
    return format;
  }
}
