package dev.mulkko.e2e.demo;

import dev.mulkko.e2e.Lab;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** What people read, on standard error. */
public final class Say {

  static final PrintStream ERR = new PrintStream(System.err, true, StandardCharsets.UTF_8);

  private Say() {}

  public static void line(String format, Object... values) {
    ERR.println(String.format(Locale.ROOT, format, values));
  }

  public static String seconds(Instant since) {
    return seconds(Duration.between(since, Instant.now()));
  }

  public static String seconds(Duration length) {
    return String.format(Locale.ROOT, "%.1f s", length.toMillis() / 1000.0);
  }

  /** The cluster lives in a network namespace of its own: a shell has to step inside first. */
  static void keep(Lab lab) {
    line("");
    line("The cluster stays until you press Ctrl-C. In another terminal:");
    line("  nsenter -t %d -U -n --preserve-credentials bash", ProcessHandle.current().pid());
    line("  export KUBECONFIG=%s", lab.cluster().kubeconfig());
    line("  export PATH=%s:$PATH", lab.cluster().programs());
    line("  kubectl -n shop get mro,deploy,rs,pods");
    line("  kubectl -n shop set image deployment/shop shop=shop:v4 && kubectl -n shop get mro -w");
  }
}
