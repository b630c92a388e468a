package dev.mulkko.engine.model;

import java.util.Optional;

/**
 * How the data plane itself is asked: by requests whose answers tell the version by a header.
 *
 * @param host of the header {@code Host}, where it is not that of the URL
 * @param header of the answers, whose value differs between versions
 * @param requests of one look
 * @param tolerance how far the share that is seen may be from the one that was written, in
 *     percentage points
 */
public record Probe(String url, Optional<String> host, String header, int requests, int tolerance) {

  /**
   * How far the share may be off, in percentage points: never less than four standard deviations of
   * as many fair draws, {@code 4 * sqrt(w * (1 - w) / n)}, so that chance alone is not held against
   * a data plane.
   */
  public double allowed(int weight) {
    double share = weight / 100.0;
    return Math.max(tolerance, 400 * Math.sqrt(share * (1 - share) / requests));
  }
}
