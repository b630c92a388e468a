package dev.mulkko.kube.exposition;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a page.
 *
 * @param value finite, and not below zero
 * @param at when it was so; null for when the page was read
 */
public record Series(String name, Map<String, String> labels, double value, @Nullable Instant at) {

  public Series {
    labels = Map.copyOf(labels);
  }
}
