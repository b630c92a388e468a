package dev.mulkko.testbed.cluster;

import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One completed request as the API server's audit log has it. Strings are empty where the request
 * has no such part.
 *
 * @param time when the API server received it, microseconds
 * @param user the authenticated user
 * @param userAgent as the client sent it
 * @param verb {@code get list watch create update patch delete deletecollection ...}
 * @param group the API group; empty for the core group
 * @param resource plural, for example {@code deployments}
 * @param subresource for example {@code status}
 * @param code the HTTP status of the answer; 0 if none was sent
 * @param resourceVersion of the object that was answered, where the audit policy keeps it: a write
 *     made this revision
 */
public record ApiRequest(
    Instant time,
    String user,
    String userAgent,
    String verb,
    String group,
    String resource,
    String subresource,
    String namespace,
    String name,
    int code,
    String resourceVersion) {

  private static final Set<String> WRITES =
      Set.of("create", "update", "patch", "delete", "deletecollection");

  /** Whether it asked for a change, also if the change was refused. */
  public boolean isWrite() {
    return WRITES.contains(verb);
  }

  public static Predicate<ApiRequest> byUser(String user) {
    return request -> request.user.equals(user);
  }

  public static Predicate<ApiRequest> byUserAgent(String prefix) {
    return request -> request.userAgent.startsWith(prefix);
  }

  /** Requests received at or after the first instant and before the second. */
  public static Predicate<ApiRequest> between(Instant from, Instant to) {
    return request -> !request.time.isBefore(from) && request.time.isBefore(to);
  }
}
