package dev.mulkko.kube.exposition;

import java.util.Locale;

/** The two forms of a page. */
public enum Format {
  /** Ends with its last line; times are in milliseconds. */
  Text,
  /** Ends with {@code # EOF}; times are in seconds, and a value may have an exemplar. */
  OpenMetrics;

  /** By the header {@code Content-Type}. */
  public static Format of(String contentType) {
    return contentType.strip().toLowerCase(Locale.ROOT).startsWith("application/openmetrics-text")
        ? OpenMetrics
        : Text;
  }
}
