package dev.mulkko.cli.terminal;

import java.io.Console;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Where a command runs.
 *
 * @param live whether a person sees the output as it comes, so that it may be painted again
 */
public record Terminal(
    PrintWriter out, PrintWriter err, InputStream in, Ink ink, boolean live, Clock clock) {

  /** Colour only where a person looks, and has not declined it. */
  public static Terminal ofProcess(Map<String, String> environment) {
    boolean live = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    String term = environment.getOrDefault("TERM", "dumb");
    String declined = environment.getOrDefault("NO_COLOR", "");
    boolean colour = live && declined.isEmpty() && !term.equals("dumb");
    return new Terminal(
        new PrintWriter(System.out, false, StandardCharsets.UTF_8),
        new PrintWriter(System.err, false, StandardCharsets.UTF_8),
        System.in,
        new Ink(colour),
        live,
        Clock.systemUTC());
  }

  public void say(String text) {
    out.println(text);
    out.flush();
  }

  /** Nothing but this, with the ends of lines that it has itself. */
  public void print(String text) {
    out.print(text);
    out.flush();
  }

  /** For people only: not part of the answer. */
  public void note(String text) {
    err.println(text);
    err.flush();
  }

  /** Replaces what is on the screen; where nobody looks it follows what was there. */
  public void repaint(String text) {
    if (live) {
      out.print("\u001b[H\u001b[2J");
    }
    say(text);
  }
}
