package dev.mulkko.e2e.rights;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.testbed.cluster.ApiRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The negative control of {@code make bench-rbac}: a right too many, and one too few, are told. */
final class RightsBookTest {

  private static final Pair LEASE = new Pair("coordination.k8s.io/leases", "patch");

  static Stream<Pair> granted() {
    return Stream.of(
        new Pair("pods", "list"),
        new Pair("apps/replicasets", "create"),
        new Pair("mulkko.dev/rollouts", "list"),
        new Pair("mulkko.dev/rollouts", "patch"),
        new Pair("mulkko.dev/rollouts/status", "patch"));
  }

  @Test
  void eachRightHasTheScenarioThatFirstUsedIt() {
    List<ApiRequest> requests = asked(200);
    requests.addAll(asked("later-abcde", 200));

    assertThat(book(rights(), requests))
        .containsPattern("apps/replicasets create +aborted\\n")
        .containsPattern("mulkko.dev/rollouts/status patch +aborted\\n")
        .doesNotContain("later", "NOT USED", "REFUSED")
        .endsWith("{\"granted\":5,\"used\":5,\"ownGranted\":1,\"ownUsed\":1,\"refused\":0}\n");
  }

  @ParameterizedTest
  @MethodSource("granted")
  void aRightThatIsMissingIsToldWithTheScenarioThatNeedsIt(Pair missing) {
    NavigableSet<Pair> fewer = rights();
    fewer.remove(missing);
    List<ApiRequest> requests =
        new ArrayList<>(asked(200).stream().filter(one -> !Pair.of(one).equals(missing)).toList());
    requests.add(request(missing, "promoted-x7k2p", 403));

    assertThat(book(fewer, requests))
        .containsPattern("(?m)^REFUSED  " + missing + " +promoted$")
        .endsWith("\"refused\":1}\n");
  }

  @ParameterizedTest
  @MethodSource("granted")
  void aRightThatNothingUsesIsTold(Pair idle) {
    List<ApiRequest> requests =
        asked(200).stream().filter(one -> !Pair.of(one).equals(idle)).toList();

    assertThat(book(rights(), requests))
        .containsPattern("(?m)^" + idle + " +NOT USED$")
        .contains("{\"granted\":5,\"used\":4,");
  }

  /** Of a namespace that is not watched any more, for example. */
  @Test
  void whatIsRefusedInOnePlaceAloneIsNoRightThatIsMissing() {
    List<ApiRequest> requests = asked(403);
    requests.addAll(asked("aborted-abcde", 200));

    assertThat(book(rights(), requests)).doesNotContain("REFUSED");
  }

  private static String book(NavigableSet<Pair> granted, List<ApiRequest> requests) {
    NavigableSet<Pair> own = new TreeSet<>(List.of(LEASE));
    return RightsBook.of(granted, own, requests).text();
  }

  private static NavigableSet<Pair> rights() {
    return granted().collect(toCollection(TreeSet::new));
  }

  private static List<ApiRequest> asked(int code) {
    return asked("aborted-12345", code);
  }

  /** One request for each right. */
  private static List<ApiRequest> asked(String namespace, int code) {
    return Stream.concat(granted(), Stream.of(LEASE))
        .map(pair -> request(pair, namespace, code))
        .collect(toCollection(ArrayList::new));
  }

  private static ApiRequest request(Pair pair, String namespace, int code) {
    boolean grouped = pair.resource().contains(".") || pair.resource().startsWith("apps/");
    String[] parts = (grouped ? pair.resource() : "/" + pair.resource()).split("/", -1);
    String part = parts.length > 2 ? parts[2] : "";
    String who = "operator";
    return new ApiRequest(
        Instant.EPOCH, who, "", pair.verb(), parts[0], parts[1], part, namespace, "", code, "");
  }
}
