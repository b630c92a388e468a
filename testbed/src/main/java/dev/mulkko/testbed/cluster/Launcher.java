package dev.mulkko.testbed.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Starts processes that die with this JVM, also when it is killed with SIGKILL. */
public final class Launcher {

  /**
   * The kernel sends a child its parent-death signal when the parent <em>thread</em> ends, so all
   * children are started by one thread that never does.
   */
  private static final ExecutorService IMMORTAL =
      Executors.newSingleThreadExecutor(
          task -> Thread.ofPlatform().name("launcher").daemon().unstarted(task));

  private Launcher() {}

  /**
   * Starts the builder's command; the process id is that of the command itself.
   *
   * @throws UncheckedIOException if it cannot be started
   */
  public static Process start(ProcessBuilder builder) {
    List<String> mortal = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL", "--"));
    mortal.addAll(builder.command());
    builder.command(mortal);
    try {
      return IMMORTAL.submit(builder::start).get();
    } catch (ExecutionException e) {
      throw new UncheckedIOException(
          "cannot start " + builder.command(), new IOException(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while starting " + builder.command(), e);
    }
  }
}
