package dev.mulkko.cli.verb;

import dev.mulkko.cli.terminal.Failure;
import dev.mulkko.cli.terminal.Outcome;
import dev.mulkko.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files that are named on the command line. */
final class Texts {

  static final String STDIN = "-";

  private Texts() {}

  static String of(String file, Terminal terminal) {
    try {
      return file.equals(STDIN)
          ? new String(terminal.in().readAllBytes(), StandardCharsets.UTF_8)
          : Files.readString(Path.of(file));
    } catch (NoSuchFileException e) {
      throw new Failure(Outcome.USAGE, file + " does not exist: name a file, or - for stdin", e);
    } catch (IOException e) {
      throw new Failure(Outcome.USAGE, "%s cannot be read (%s)".formatted(file, e.getMessage()), e);
    }
  }
}
