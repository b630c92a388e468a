package dev.mulkko.e2e.rights;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import dev.mulkko.e2e.Lab;
import dev.mulkko.testbed.cluster.ApiRequest;
import dev.mulkko.testbed.cluster.User;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which rights the chart gives the operator, and which of them it used since the cluster began, by
 * the API server's audit log.
 *
 * @param granted in the whole cluster
 * @param own in the operator's own namespace alone
 * @param firstUse of each pair that was used, the scenario
 * @param refused what it asked for and never may, with the scenario that first did
 */
public record RightsBook(
    NavigableSet<Pair> granted,
    NavigableSet<Pair> own,
    NavigableMap<Pair, String> firstUse,
    NavigableMap<Pair, String> refused) {

  /** A run that names a file has the book written there at its end. */
  private static final String FILE = "mulkko.rights";

  private static final String ROLE = "mulkko";

  /** What Kubernetes lets everybody ask. */
  private static final String OF_EVERYBODY = "authorization.k8s.io/selfsubject";

  /** Writes the table and, as the last line, the figures. */
  public static void writeIfAsked(Lab lab) {
    String file = System.getProperty(FILE, "");
    if (!file.isEmpty()) {
      try {
        Files.writeString(Path.of(file), RightsBook.of(lab).text());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static RightsBook of(Lab lab) {
    return of(
        pairs(lab.client().rbac().clusterRoles().withName(ROLE).get().getRules()),
        pairs(
            lab.client()
                .rbac()
                .roles()
                .inNamespace(Lab.SYSTEM)
                .withName(ROLE + "-own")
                .get()
                .getRules()),
        lab.cluster().auditLog().requests(ApiRequest.byUser(User.OPERATOR.userName())));
  }

  /** By what it asked for, in the order in which it did. */
  static RightsBook of(
      NavigableSet<Pair> granted, NavigableSet<Pair> own, List<ApiRequest> requests) {
    NavigableMap<Pair, String> firstUse = new TreeMap<>();
    NavigableMap<Pair, String> refused = new TreeMap<>();
    for (ApiRequest request : requests) {
      Pair pair = Pair.of(request);
      if (pair.resource().isEmpty() || pair.resource().startsWith(OF_EVERYBODY)) {
        continue;
      }
      if (request.code() == HttpURLConnection.HTTP_FORBIDDEN) {
        refused.putIfAbsent(pair, scenario(request.namespace()));
      } else {
        firstUse.putIfAbsent(pair, scenario(request.namespace()));
      }
    }
    refused.keySet().removeAll(firstUse.keySet());
    return new RightsBook(granted, own, firstUse, refused);
  }

  private static NavigableSet<Pair> pairs(List<PolicyRule> rules) {
    return rules.stream().flatMap(Pair::of).collect(toCollection(TreeSet::new));
  }

  /** Each has namespaces of its own, with its name and a random end. */
  private static String scenario(String namespace) {
    return namespace.isEmpty() ? "start" : namespace.replaceAll("-[a-z0-9]{5}$", "");
  }

  String text() {
    return Stream.of(
            table("in the cluster", granted),
            table("in its own namespace", own),
            refused.entrySet().stream()
                .map(entry -> line("REFUSED  " + entry.getKey(), entry.getValue()))
                .collect(joining("\n")),
            "{\"granted\":%d,\"used\":%d,\"ownGranted\":%d,\"ownUsed\":%d,\"refused\":%d}"
                .formatted(granted.size(), used(granted), own.size(), used(own), refused.size()))
        .filter(part -> !part.isEmpty())
        .collect(joining("\n", "", "\n"));
  }

  private long used(NavigableSet<Pair> rights) {
    return rights.stream().filter(firstUse::containsKey).count();
  }

  private String table(String where, NavigableSet<Pair> rights) {
    return rights.stream()
        .map(pair -> line(pair.toString(), said(firstUse.get(pair))))
        .collect(joining("\n", where + "\n", ""));
  }

  private static String line(String right, String scenario) {
    return "%-55s %s".formatted(right, scenario);
  }

  private static String said(@Nullable String scenario) {
    return scenario == null ? "NOT USED" : scenario;
  }
}
