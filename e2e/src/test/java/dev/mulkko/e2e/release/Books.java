package dev.mulkko.e2e.release;

import static dev.mulkko.testbed.cluster.ApiRequest.byUser;

import dev.mulkko.e2e.Lab;
import dev.mulkko.testbed.cluster.ApiRequest;
import dev.mulkko.testbed.cluster.User;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the operator wrote in one namespace, as the API server's audit log has it. */
record Books(Lab lab, String namespace) {

  List<ApiRequest> since(Instant from) {
    return between(from, Instant.MAX);
  }

  /** Writes that were received from one instant on and before another, oldest first. */
  List<ApiRequest> between(Instant from, Instant to) {
    return lab.cluster()
        .auditLog()
        .of(namespace)
        .writes(byUser(User.OPERATOR.userName()).and(ApiRequest.between(from, to)));
  }

  /** Reads of single objects in that time. */
  List<ApiRequest> reads(Instant from, Instant to) {
    return lab.cluster()
        .auditLog()
        .requests(
            byUser(User.OPERATOR.userName())
                .and(ApiRequest.between(from, to))
                .and(request -> request.namespace().equals(namespace))
                .and(request -> request.verb().equals("get")));
  }

  /** The accepted patches of one kind of object. */
  List<Instant> patches(String resource, Instant from) {
    return since(from).stream()
        .filter(request -> request.resource().equals(resource) && request.verb().equals("patch"))
        .filter(request -> request.subresource().isEmpty() && request.code() == 200)
        .map(ApiRequest::time)
        .toList();
  }

  /** Who made the newest revision of the shop's Service that is older than another revision. */
  String writerOfService(long before) {
    return lab
        .cluster()
        .auditLog()
        .of(namespace)
        .writes(
            request ->
                request.resource().equals("services")
                    && request.name().equals("shop")
                    && revision(request) < before)
        .stream()
        // Of those who were answered with the same revision, the first one made it.
        .max(Comparator.comparingLong(Books::revision))
        .orElseThrow()
        .user();
  }

  private static long revision(ApiRequest request) {
    return request.resourceVersion().isEmpty() ? 0 : Long.parseLong(request.resourceVersion());
  }

  static Map<String, Long> byKind(List<ApiRequest> writes) {
    return writes.stream()
        .collect(Collectors.groupingBy(Books::kind, TreeMap::new, Collectors.counting()));
  }

  static String kind(ApiRequest request) {
    String part = request.subresource().isEmpty() ? "" : "/" + request.subresource();
    String refused = request.code() < 400 ? "" : " refused with " + request.code();
    return request.verb() + " " + request.resource() + part + refused;
  }
}
