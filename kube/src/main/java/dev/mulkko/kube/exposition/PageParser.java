package dev.mulkko.kube.exposition;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads pages of strangers: only the families asked for are looked at, and nothing is read without
 * an end.
 */
public final class PageParser {

  private static final int CHUNK = 16 << 10;

  private final Names wanted;
  private final Format format;
  private final Bounds bounds;

  /**
   * For pages of one kind; may be used for many, also at the same time.
   *
   * @param names of the series to keep, whole
   */
  public PageParser(Set<String> names, Format format, Bounds bounds) {
    this.wanted = new Names(names);
    this.format = format;
    this.bounds = bounds;
  }

  /** Reads up to the end of the page or to its first fault, and does not close it. */
  public Page read(InputStream in) throws IOException {
    Reading reading = new Reading();
    byte[] chunk = new byte[CHUNK];
    try {
      for (int size = in.read(chunk); size >= 0; size = in.read(chunk)) {
        reading.take(chunk, size);
      }
      reading.end();
    } catch (Unreadable unreadable) {
      return new Page.CutOff(reading.lines + 1, reading.before, unreadable.why());
    }
    return new Page.Whole(reading.series);
  }

  /** One page as far as it was read. */
  private final class Reading {
    private final byte[] line = new byte[bounds.line()];
    private final List<Series> series = new ArrayList<>();
    private final Set<Series> seen = new HashSet<>();
    private int length;
    private long lines;
    private long before;
    private boolean ended;

    void take(byte[] chunk, int size) throws Unreadable {
      int start = 0;
      for (int i = 0; i < size; i++) {
        if (chunk[i] == '\n') {
          append(chunk, start, i);
          line();
          start = i + 1;
        }
      }
      append(chunk, start, size);
    }

    private void append(byte[] chunk, int from, int to) throws Unreadable {
      int more = to - from;
      if (before + length + more > bounds.bytes()) {
        throw new Unreadable("it is longer than %d bytes", bounds.bytes());
      }
      if (length + more > line.length) {
        throw new Unreadable("the line is longer than %d bytes", line.length);
      }
      System.arraycopy(chunk, from, line, length, more);
      length += more;
    }

    private void line() throws Unreadable {
      Line read = new Line(line, length, format, bounds.labels());
      if (ended) {
        throw new Unreadable("it goes on after # EOF");
      }
      if (read.isComment()) {
        ended = format == Format.OpenMetrics && read.isEnd();
      } else {
        Series one = read.series(wanted);
        if (one != null) {
          keep(one);
        }
      }
      lines++;
      before += length + 1;
      length = 0;
    }

    private void keep(Series one) throws Unreadable {
      if (series.size() == bounds.series()) {
        throw new Unreadable("it has more than %d series", bounds.series());
      }
      if (!seen.add(new Series(one.name(), one.labels(), 0, null))) {
        throw new Unreadable("%s is there twice with the same labels", one.name());
      }
      series.add(one);
    }

    void end() throws Unreadable {
      if (length > 0) {
        throw new Unreadable("it ends in the middle of a line");
      }
      if (format == Format.OpenMetrics && !ended) {
        throw new Unreadable("it ends without # EOF");
      }
    }
  }
}
