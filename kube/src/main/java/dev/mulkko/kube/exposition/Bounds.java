package dev.mulkko.kube.exposition;

/**
 * How much of a page is read at most.
 *
 * @param bytes of the page, unpacked
 * @param line bytes of a line
 * @param labels of a series
 * @param series that are kept
 */
public record Bounds(int bytes, int line, int labels, int series) {

  /** Far more than an honest page has. */
  public static final Bounds DEFAULT = new Bounds(8 << 20, 16 << 10, 64, 30_000);
}
