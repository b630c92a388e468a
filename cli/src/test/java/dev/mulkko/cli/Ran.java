package dev.mulkko.cli;

import dev.mulkko.cli.terminal.Ink;
import dev.mulkko.cli.terminal.Terminal;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** A command that runs, or has run. */
final class Ran {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T08:30:00Z"), ZoneOffset.UTC);

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CompletableFuture<Integer> code = new CompletableFuture<>();
  private final AtomicReference<Thread> thread = new AtomicReference<>();

  private Ran() {}

  /** To its end. */
  static Ran of(String... arguments) {
    return withInput("", arguments);
  }

  static Ran withInput(String input, String... arguments) {
    Ran ran = new Ran();
    ran.run(input, arguments);
    return ran;
  }

  /** It goes on while the test acts. */
  static Ran beside(String... arguments) {
    Ran ran = new Ran();
    ran.thread.set(Thread.ofVirtual().start(() -> ran.run("", arguments)));
    return ran;
  }

  private void run(String input, String... arguments) {
    Terminal terminal =
        new Terminal(
            new PrintWriter(out),
            new PrintWriter(err),
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            Ink.NONE,
            false,
            CLOCK);
    code.complete(Mulkko.run(terminal, arguments));
  }

  int code() {
    return code.join();
  }

  boolean ended() {
    return code.isDone();
  }

  /** As a person would, by Ctrl-C. */
  void interrupt() {
    thread.get().interrupt();
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }
}
