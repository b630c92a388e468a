package dev.mulkko.operator.telemetry.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who waits, one lane for each tenant. The lanes take turns, so that a long one makes no other wait
 * for more than one of its own.
 *
 * @param <W> who waits
 */
final class Lanes<W> {

  /** The next one's lane is the first. */
  private final Map<String, Deque<W>> lanes = new LinkedHashMap<>();

  void add(String tenant, W waiter) {
    lanes.computeIfAbsent(tenant, _ -> new ArrayDeque<>()).add(waiter);
  }

  int size() {
    return lanes.values().stream().mapToInt(Deque::size).sum();
  }

  /** Whose turn it is; the same one until it is taken or leaves. */
  @Nullable W next() {
    return lanes.isEmpty() ? null : lanes.values().iterator().next().peek();
  }

  /** It has had its turn: its lane goes to the end. */
  void take() {
    Iterator<Map.Entry<String, Deque<W>>> first = lanes.entrySet().iterator();
    Map.Entry<String, Deque<W>> lane = first.next();
    String tenant = lane.getKey();
    Deque<W> waiters = lane.getValue();
    first.remove();
    waiters.remove();
    if (!waiters.isEmpty()) {
      lanes.put(tenant, waiters);
    }
  }

  /** It waits no longer. */
  void leave(String tenant, W waiter) {
    Deque<W> lane = lanes.get(tenant);
    if (lane != null && lane.remove(waiter) && lane.isEmpty()) {
      lanes.remove(tenant);
    }
  }
}
