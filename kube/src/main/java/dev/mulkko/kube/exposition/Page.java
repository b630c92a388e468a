package dev.mulkko.kube.exposition;

import java.util.List;

/** What was read. */
public sealed interface Page {

  /** All that was asked for and stood there. */
  record Whole(List<Series> series) implements Page {
    public Whole {
      series = List.copyOf(series);
    }
  }

  /**
   * A page that was not read to its end. A sum of a part of its series would look as if counters
   * had begun anew, so there are none.
   *
   * @param line where it was cut off, from 1
   * @param bytes how many of them had been read before that line
   * @param why as the end of a sentence
   */
  record CutOff(long line, long bytes, String why) implements Page {
    public String sentence() {
      return "the page was cut off at line %d, after %d bytes: %s".formatted(line, bytes, why);
    }
  }
}
