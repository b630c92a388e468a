package dev.mulkko.testbed.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Starts load, in this process or as one of its own. */
public final class LoadClient {

  private LoadClient() {}

  /**
   * Starts sending and returns at once.
   *
   * @throws UncheckedIOException if the record file cannot be written
   */
  public static LoadRun start(LoadOptions options) {
    try {
      var run = new LoadRun(options);
      run.start();
      return run;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@code URL HOST RATE SECONDS FILE}, where HOST {@code -} is the URL's own. SIGTERM ends it
   * early. Its last line is the report, one JSON object.
   */
  public static void main(String[] args) throws InterruptedException {
    if (args.length != 5) {
      System.err.println("usage: LoadClient URL HOST|- RATE SECONDS FILE");
      System.exit(2);
    }
    LoadOptions options =
        LoadOptions.to(URI.create(args[0]), Path.of(args[4]))
            .withRate(Integer.parseInt(args[2]))
            .withDuration(Duration.ofSeconds(Long.parseLong(args[3])));
    LoadRun run = start("-".equals(args[1]) ? options : options.withHost(args[1]));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> print(run)));
    run.finish();
  }

  private static void print(LoadRun run) {
    LoadReport report = run.stop();
    LoadStats all = report.all();
    System.out.printf(
        "{\"sent\":%d,\"answered\":%s,\"failed\":%s,\"lost\":%d,\"lostBy\":%s,\"p50_us\":%d,\"p99_us\":%d}%n",
        all.sent(),
        json(all.answered()),
        json(all.failed()),
        all.lost(),
        json(all.lostBy()),
        report.latency(50).toNanos() / 1000,
        report.latency(99).toNanos() / 1000);
  }

  private static String json(Map<?, Long> counts) {
    var sorted = new TreeMap<String, Long>();
    counts.forEach((name, count) -> sorted.put(name.toString(), count));
    return sorted.entrySet().stream()
        .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }
}
