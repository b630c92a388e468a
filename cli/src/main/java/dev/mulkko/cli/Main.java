package dev.mulkko.cli;

import dev.mulkko.cli.rehearsal.Rehearsal;
import dev.mulkko.cli.terminal.Terminal;
import java.nio.file.Path;

/** The command line as a process. */
public final class Main {

  /** Set when an archive is built: a file of objects to rehearse with. */
  private static final String REHEARSAL = "mulkko.rehearsal";

  /** Set beside it for the cache of lists. */
  private static final String LISTS = "mulkko.rehearsal.lists";

  private Main() {}

  public static void main(String[] arguments) throws Exception {
    Terminal terminal = Terminal.ofProcess(System.getenv());
    String scene = System.getProperty(REHEARSAL);
    if (scene != null) {
      Rehearsal.run(Path.of(scene), Boolean.getBoolean(LISTS), line -> Mulkko.run(terminal, line));
      System.exit(0);
    }
    int code = Mulkko.run(terminal, arguments);
    // Threads of the client may still wait for something.
    Runtime.getRuntime().halt(code);
  }
}
