package dev.mulkko.testbed.shop;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the instances of the app handled, by version, over all their lives: the other side of the
 * load client's books. A request counts when it was read whole and its answer is about to be
 * written, so whoever has the answer finds it counted; health checks and scrapes do not count. More
 * handled than sent means that somebody on the way retried.
 */
public final class HandledRequests {

  private final Map<String, LongAdder> versions = new ConcurrentHashMap<>();

  void count(String version) {
    versions.computeIfAbsent(version, v -> new LongAdder()).increment();
  }

  /** How many requests one version handled. */
  public long of(String version) {
    LongAdder count = versions.get(version);
    return count == null ? 0 : count.sum();
  }

  /** How many requests all versions handled. */
  public long total() {
    return versions.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** A snapshot, in the order of the versions' names. */
  public Map<String, Long> byVersion() {
    var counts = new TreeMap<String, Long>();
    versions.forEach((version, count) -> counts.put(version, count.sum()));
    return counts;
  }
}
