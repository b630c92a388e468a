package dev.mulkko.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be done, and by whom. */
final class RightsTest {

  private static final String ALL =
      "{routers: {ingressRoute: true, traefikService: true}, metrics: {providers: {secrets: [p]}}}";

  /** 54 as it comes, and six for both of Traefik's own kinds; what is used of them, e2e shows. */
  @Test
  void theOperatorHasFewPairsInTheClusterAndNeitherSecretsNorAStar() {
    assertThat(pairs(Rendered.of("1.36.3", ""), "ClusterRole", "mulkko")).hasSize(54);
    SortedSet<String> pairs = pairs(Rendered.of("1.36.3", ALL), "ClusterRole", "mulkko");
    assertThat(pairs).hasSize(60);
    assertThat(pairs)
        .noneMatch(pair -> pair.contains("*") || pair.contains("secrets") || pair.contains("roles"))
        .noneMatch(pair -> pair.startsWith("delete pods") || pair.startsWith("update"));
  }

  @Test
  void inItsOwnNamespaceItReadsSecretsByNameAndKeepsOneLease() {
    List<Map<String, Object>> roles = Rendered.of("1.36.3", ALL).objects("Role");
    Map<String, Object> own = roles.getFirst();
    assertThat(Rendered.at(own, "metadata/namespace")).isEqualTo("mulkko-system");
    assertThat(Rendered.at(own, "rules/2"))
        .isEqualTo(
            Map.of(
                "apiGroups", List.of(""),
                "resources", List.of("secrets"),
                "resourceNames", List.of("p"),
                "verbs", List.of("get")));
    assertThat(Rendered.at(own, "rules/1/resourceNames")).isEqualTo(List.of("mulkko"));
  }

  @ParameterizedTest
  @CsvSource({
    "'routers: {httpRoute: false}', httproutes",
    "'routers: {grpcRoute: false}', grpcroutes",
    "'routers: {httpRoute: false, grpcRoute: false}', gateway",
    "'routers: {ingress: false}', ingresses",
    "'routers: {ingressRoute: false}', ingressroutes",
    "'routers: {traefikService: false}', traefikservices",
    "'metrics: {providers: {enabled: false}}', metricproviders",
    "'locks: {enabled: false}', locks",
    "'records: {enabled: false}', deploymentrecords",
    "'advice: {enabled: false}', horizontalpodautoscalers"
  })
  void aFeatureThatIsOffHasNoRights(String values, String resource) {
    SortedSet<String> pairs = pairs(Rendered.of("1.36.3", values), "ClusterRole", "mulkko");
    assertThat(pairs).noneMatch(pair -> pair.contains(resource)).hasSizeGreaterThan(20);
    assertThat(pairs(Rendered.of("1.36.3", ALL), "ClusterRole", "mulkko"))
        .anyMatch(pair -> pair.contains(resource));
  }

  @Test
  void withNamespacesItWritesNothingOutsideThemButTheStatusOfLocks() {
    Rendered rendered =
        Rendered.of("1.36.3", "{scope: Namespaced, watchNamespaces: [shop, pay], crds: {}}");
    assertThat(pairs(rendered, "ClusterRole", "mulkko"))
        .containsExactly(
            "get gateway.networking.k8s.io/gatewayclasses",
            "get gateway.networking.k8s.io/gateways",
            "list mulkko.dev/clusterdeploylocks",
            "list mulkko.dev/metricproviders",
            "patch mulkko.dev/clusterdeploylocks/status",
            "watch mulkko.dev/clusterdeploylocks",
            "watch mulkko.dev/metricproviders");
    assertThat(rendered.objects("Role"))
        .filteredOn(role -> Rendered.at(role, "metadata/name").equals("mulkko"))
        .extracting(role -> Rendered.at(role, "metadata/namespace"))
        .containsExactlyInAnyOrder("shop", "pay");
    assertThat(Environment.of(rendered)).containsEntry("MULKKO_NAMESPACES", "shop,pay");
  }

  @Test
  void theSmallestInstallHasNoRightInTheCluster() {
    Rendered rendered =
        Rendered.of(
            "1.36.3",
            "{scope: Namespaced, routers: {httpRoute: false, grpcRoute: false},"
                + " metrics: {providers: {enabled: false}}, locks: {enabled: false}}");
    assertThat(rendered.objects("ClusterRole"))
        .noneMatch(role -> Rendered.at(role, "metadata/name").equals("mulkko"));
    assertThat(rendered.objects("ClusterRoleBinding")).isEmpty();
  }

  /** An administrator binds them by herself: whoever installs may not. */
  @Test
  void withoutRbacTheChartHasNoRolesForItsHookEither() {
    Rendered rendered = Rendered.of("1.36.3", "rbac: {create: false}");
    assertThat(
            Stream.of("ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding")
                .flatMap(kind -> rendered.objects(kind).stream()))
        .isEmpty();
    assertThat(rendered.objects("Job")).hasSize(1);
  }

  @Test
  void nobodyButTheOperatorWritesStatus() {
    assertThat(Rendered.of("1.36.3", ALL).objects("ClusterRole"))
        .filteredOn(role -> role.toString().contains("rollouts/status"))
        .extracting(role -> Rendered.at(role, "metadata/name"))
        .containsExactly("mulkko");
  }

  static SortedSet<String> pairs(Rendered rendered, String kind, String name) {
    SortedSet<String> pairs = new TreeSet<>();
    rendered.objects(kind).stream()
        .filter(role -> Rendered.at(role, "metadata/name").equals(name))
        .flatMap(role -> ((List<?>) role.getOrDefault("rules", List.of())).stream())
        .map(Rendered::map)
        .forEach(
            rule ->
                strings(rule.get("apiGroups"))
                    .forEach(
                        group ->
                            strings(rule.get("resources"))
                                .forEach(
                                    resource ->
                                        strings(rule.get("verbs"))
                                            .forEach(
                                                verb ->
                                                    pairs.add(
                                                        verb
                                                            + " "
                                                            + (group.isEmpty() ? "" : group + "/")
                                                            + resource)))));
    return pairs;
  }

  private static Stream<String> strings(@Nullable Object list) {
    return list == null ? Stream.of() : ((List<?>) list).stream().map(String.class::cast);
  }
}
