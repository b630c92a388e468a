package dev.mulkko.kube.exposition;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;

/** Pages as programs write them, and as nobody should. */
public final class Pages {

  public static final Set<String> WANTED = Exporter.namesOfApps();

  private static final String[] ODD = {
    "NaN",
    "-1",
    "+Inf",
    "1e999",
    "\"",
    "\\",
    "{",
    "}",
    "=",
    ",",
    "\n",
    "\n\n",
    "# EOF\n",
    "\u0000",
    " ",
    "\t",
    "물꼬",
    "{\"a\"}",
    "http_server_requests_seconds_count 1\n",
    "0x1p3",
    "1_000",
    "\r\n"
  };

  private Pages() {}

  /** What a Spring Boot application shows, of about so many bytes. */
  public static String spring(int size) {
    StringBuilder page = new StringBuilder();
    page.append("# HELP process_start_time_seconds Start time of the process since unix epoch.\n");
    page.append("# TYPE process_start_time_seconds gauge\n");
    page.append("process_start_time_seconds 1.796119200123E9\n");
    page.append("# HELP http_server_requests_seconds  \n");
    page.append("# TYPE http_server_requests_seconds summary\n");
    for (int uri = 0; page.length() < size; uri++) {
      for (String status : new String[] {"200", "404", "500"}) {
        String labels =
            "{error=\"none\",exception=\"none\",method=\"GET\",outcome=\"%s\",status=\"%s\",uri=\"/api/v1/items/%d/{id}\"}"
                .formatted(status.equals("500") ? "SERVER_ERROR" : "SUCCESS", status, uri);
        page.append("http_server_requests_seconds_count%s %d.0\n".formatted(labels, 17 * uri));
        page.append("http_server_requests_seconds_sum%s %d.25\n".formatted(labels, uri));
        for (String le : new String[] {"0.005", "0.01", "0.05", "0.1", "0.5", "1.0", "+Inf"}) {
          page.append(
              "http_server_requests_seconds_bucket%s,le=\"%s\"} %d.0\n"
                  .formatted(labels.substring(0, labels.length() - 1), le, uri));
        }
      }
      page.append(
          "jvm_memory_used_bytes{area=\"heap\",id=\"pool-%d\"} 1.234567E7\n".formatted(uri));
    }
    return page.toString();
  }

  /** The same counters in the other format. */
  public static String openMetrics() {
    return """
        # TYPE http_server_requests_seconds counter
        http_server_requests_seconds_count{code="200"} 17 1796119200.5 # {trace_id="a b"} 0.67 1796119200
        {"http_server_requests_seconds_count", "http.code"="500"} 3
        http_server_requests_seconds_count{path="a\\\\b\\"c\\nd",code="404",} 0
        process_start_time_seconds 1.7961192e+09
        # EOF
        """;
  }

  /** Something of a page, changed at some places. */
  public static byte[] mutant(byte[] page, SplittableRandom random) {
    int from = random.nextInt(Math.max(1, page.length - 400));
    byte[] mutant = Arrays.copyOfRange(page, from, Math.min(page.length, from + 400));
    for (int left = random.nextInt(6); left >= 0; left--) {
      mutant = changed(mutant, random);
    }
    return mutant;
  }

  private static byte[] changed(byte[] page, SplittableRandom random) {
    int at = random.nextInt(page.length + 1);
    int end = Math.min(page.length, at + random.nextInt(20));
    byte[] odd = ODD[random.nextInt(ODD.length)].getBytes(StandardCharsets.UTF_8);
    return switch (random.nextInt(5)) {
      case 0 ->
          joined(page, at, new byte[] {(byte) random.nextInt(256)}, Math.min(page.length, at + 1));
      case 1 -> joined(page, at, new byte[0], end);
      case 2 -> joined(page, at, odd, at);
      case 3 -> joined(page, end, Arrays.copyOfRange(page, at, end), end);
      default -> Arrays.copyOf(page, at);
    };
  }

  private static byte[] joined(byte[] page, int head, byte[] middle, int tail) {
    byte[] all = Arrays.copyOf(page, head + middle.length + page.length - tail);
    System.arraycopy(middle, 0, all, head, middle.length);
    System.arraycopy(page, tail, all, head + middle.length, page.length - tail);
    return all;
  }

  public static Page read(byte[] page, Format format, Bounds bounds) {
    try {
      return new PageParser(WANTED, format, bounds).read(new ByteArrayInputStream(page));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * Reads many mutants; none may do anything but be read or be cut off with a reason.
   *
   * @return how many were read whole
   */
  public static int fuzz(SplittableRandom random, int mutants) {
    byte[] text = spring(20_000).getBytes(StandardCharsets.UTF_8);
    byte[] open = openMetrics().getBytes(StandardCharsets.UTF_8);
    Bounds narrow = new Bounds(600, 300, 8, 4);
    int whole = 0;
    for (int i = 0; i < mutants; i++) {
      boolean first = random.nextBoolean();
      byte[] mutant = mutant(first ? text : open, random);
      Page page =
          read(
              mutant,
              first ? Format.Text : Format.OpenMetrics,
              random.nextBoolean() ? narrow : Bounds.DEFAULT);
      switch (page) {
        case Page.Whole(var series) -> {
          whole++;
          for (Series one : series) {
            if (!WANTED.contains(one.name()) || !(one.value() >= 0) || one.value() > 1e308) {
              throw new AssertionError(one + " from " + new String(mutant, StandardCharsets.UTF_8));
            }
          }
        }
        case Page.CutOff cut -> {
          if (cut.why().isBlank() || cut.bytes() > mutant.length) {
            throw new AssertionError(cut + " from " + new String(mutant, StandardCharsets.UTF_8));
          }
        }
      }
    }
    return whole;
  }
}
