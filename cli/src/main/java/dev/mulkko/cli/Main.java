package dev.mulkko.cli;

import dev.mulkko.cli.terminal.Terminal;

/** The command line as a process. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    int code = Mulkko.run(Terminal.ofProcess(System.getenv()), arguments);
    // Threads of the client may still wait for something.
    Runtime.getRuntime().halt(code);
  }
}
