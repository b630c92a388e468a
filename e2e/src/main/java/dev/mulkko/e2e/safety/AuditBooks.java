package dev.mulkko.e2e.safety;

import dev.mulkko.testbed.cluster.ApiRequest;
import dev.mulkko.testbed.cluster.AuditLog;
import dev.mulkko.testbed.cluster.AuditTail;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The writes of many namespaces, from one reading of the audit log. */
final class AuditBooks {

  private final AuditTail tail;
  private final Map<String, List<ApiRequest>> byNamespace = new HashMap<>();

  AuditBooks(AuditLog log) {
    this.tail = log.tail();
  }

  /**
   * Those of a namespace until now, also refused ones, in the order in which they were answered.
   */
  synchronized List<ApiRequest> of(String namespace) {
    tail.next().stream()
        .filter(ApiRequest::isWrite)
        .forEach(
            write ->
                byNamespace.computeIfAbsent(write.namespace(), _ -> new ArrayList<>()).add(write));
    return List.copyOf(byNamespace.getOrDefault(namespace, List.of()));
  }

  /** Nobody asks for it any more. */
  synchronized void forget(String namespace) {
    byNamespace.remove(namespace);
  }
}
