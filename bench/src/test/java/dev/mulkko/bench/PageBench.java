package dev.mulkko.bench;

import dev.mulkko.kube.exposition.Bounds;
import dev.mulkko.kube.exposition.Format;
import dev.mulkko.kube.exposition.Page;
import dev.mulkko.kube.exposition.Pages;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Pages that nobody should write. */
final class PageBench {

  private static final int MUTANTS = 2_000_000;
  private static final int MANY = 1_000_000;
  private static final String NAME = "http_server_requests_seconds_count";

  private PageBench() {}

  static Map<String, Object> run(Bench bench) {
    Map<String, Object> found = new LinkedHashMap<>();
    int mutants = bench.runs(MUTANTS, 1);
    int whole = Pages.fuzz(new SplittableRandom(bench.seed()), mutants);
    bench.say("%d mutants: %d read whole, all others cut off with a reason", mutants, whole);
    found.put("mutants", mutants);
    found.put("mutantsWhole", whole);
    found.put("endless", cutOff(bench, (NAME + "_other 1\n").repeat(MANY)));
    found.put("endlessLine", cutOff(bench, "x".repeat(MANY)));
    found.put("millionLabels", cutOff(bench, NAME + "{" + "a=\"\",".repeat(MANY) + "} 1\n"));
    found.put("millionSeries", cutOff(bench, series()));
    found.put("notANumber", cutOff(bench, NAME + " NaN\n"));
    found.put("notAPage", cutOff(bench, "<!doctype html>\n"));
    return found;
  }

  private static String series() {
    StringBuilder page = new StringBuilder();
    for (int i = 0; i < MANY / 10; i++) {
      page.append(NAME).append("{id=\"").append(i).append("\"} 1\n");
    }
    return page.toString();
  }

  private static String cutOff(Bench bench, String page) {
    byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
    return switch (Pages.read(bytes, Format.Text, Bounds.DEFAULT)) {
      case Page.CutOff cut -> {
        bench.say("%d bytes: %s", bytes.length, cut.sentence());
        yield cut.sentence();
      }
      case Page.Whole(var series) ->
          throw new AssertionError("read whole, with %d series".formatted(series.size()));
    };
  }
}
