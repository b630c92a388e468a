package dev.mulkko.helm.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what to a running rollout: the chart's roles, asked by the chart's policies. */
@Tag("cluster")
final class RolesTest {

  private static final String NAMESPACE = "roles";

  private static final List<String> VERBS =
      List.of("Abort", "Pause", "Resume", "Skip", "Promote", "Retry", "Undo", "Unlock");

  private static final List<String> ROLES =
      List.of("viewer", "responder", "deployer", "approver", "admin");

  private static final Server SERVER = Server.shared();

  @BeforeAll
  static void bindEveryRoleAndWaitForPolicies() {
    SERVER.createNamespace(NAMESPACE);
    for (String role : ROLES) {
      SERVER
          .client()
          .resource(
              new RoleBindingBuilder()
                  .withNewMetadata()
                  .withName(role)
                  .withNamespace(NAMESPACE)
                  .endMetadata()
                  .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "mulkko-" + role)
                  .addNewSubject("rbac.authorization.k8s.io", "User", user(role), null)
                  .build())
          .create();
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> mayAsk("admin", "Unlock") && !mayAsk("responder", "Unlock"));
  }

  @ParameterizedTest
  @CsvSource({
    "viewer, ''",
    "responder, Abort Pause",
    "deployer, Abort Pause Resume Retry Undo",
    "approver, Abort Pause Resume Skip Promote",
    "admin, Abort Pause Resume Skip Promote Retry Undo Unlock"
  })
  void eachRoleMayDoItsVerbsAndNoOther(String role, String allowed) {
    Set<String> expected = allowed.isEmpty() ? Set.of() : Set.of(allowed.split(" "));
    assertThat(VERBS).filteredOn(verb -> mayAsk(role, verb)).hasSameElementsAs(expected);
  }

  /** By the server itself: each cell of that table is a right of its own. */
  @ParameterizedTest
  @ValueSource(strings = {"viewer", "responder", "deployer", "approver", "admin"})
  void aVerbMoreOrLessInARoleIsNoticed(String role) {
    ClusterRole before = clusterRole(role).require();
    for (String verb : VERBS) {
      boolean may = mayAsk(role, verb);
      try {
        write(role, may ? without(before, verb) : with(before, verb));
        awaitAnswer(role, verb, !may);
      } finally {
        write(role, before.getRules());
      }
      awaitAnswer(role, verb, may);
    }
  }

  private static Resource<ClusterRole> clusterRole(String role) {
    return SERVER.client().rbac().clusterRoles().withName("mulkko-" + role);
  }

  private static void write(String role, List<PolicyRule> rules) {
    var _ = clusterRole(role).edit(now -> new ClusterRoleBuilder(now).withRules(rules).build());
  }

  private static List<PolicyRule> without(ClusterRole role, String verb) {
    return role.getRules().stream()
        .map(rule -> without(rule, verb.toLowerCase(Locale.ROOT)))
        .toList();
  }

  private static PolicyRule without(PolicyRule rule, String verb) {
    return new PolicyRuleBuilder(rule).removeFromVerbs(verb).build();
  }

  /** Whoever is a mere viewer may not create a request either. */
  private static List<PolicyRule> with(ClusterRole role, String verb) {
    return Stream.concat(
            role.getRules().stream(),
            Stream.of(
                rule("rollouts", verb.toLowerCase(Locale.ROOT)), rule("rolloutactions", "create")))
        .toList();
  }

  private static PolicyRule rule(String resource, String verb) {
    return new PolicyRuleBuilder()
        .withApiGroups("mulkko.dev")
        .withResources(resource)
        .withVerbs(verb)
        .build();
  }

  private static void awaitAnswer(String role, String verb, boolean expected) {
    await("%s may %s: %s".formatted(role, verb, expected))
        .atMost(Duration.ofSeconds(30))
        .until(() -> mayAsk(role, verb) == expected);
  }

  @Test
  void aRefusalNamesTheVerbThatIsMissing() {
    assertThatThrownBy(() -> ask("deployer", "Promote", Map.of()))
        .hasMessageContaining(
            "deployer@example.com may not promote Rollout shop: ask for a Role with the verb promote on rollouts.mulkko.dev");
  }

  @Test
  void nobodyAsksInTheNameOfAnother() {
    Map<String, String> lie = Map.of("mulkko.dev/requested-by", "boss@example.com");
    boolean stamps =
        SERVER.client().supports("admissionregistration.k8s.io/v1", "MutatingAdmissionPolicy");
    if (stamps) {
      assertThat(ask("admin", "Abort", lie).getMetadata().getAnnotations())
          .containsEntry("mulkko.dev/requested-by", "admin@example.com");
    } else {
      assertThatThrownBy(() -> ask("admin", "Abort", lie))
          .hasMessageContaining("boss@example.com, but you are admin@example.com");
    }
  }

  /** As the buttons of {@code gitops/argo-cd} make it: a dry run first, both without a name. */
  @Test
  void argoCdPressesByItsAccount() {
    String account = "system:serviceaccount:argocd:argocd-server";
    SERVER
        .client()
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withName("argocd")
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "mulkko-approver")
                .addNewSubject(null, "ServiceAccount", "argocd-server", "argocd")
                .build())
        .create();
    GenericKubernetesResource promote = request("Promote", Map.of());
    promote
        .getMetadata()
        .setOwnerReferences(
            List.of(
                new OwnerReferenceBuilder()
                    .withApiVersion("mulkko.dev/v1beta1")
                    .withKind("Rollout")
                    .withName("shop")
                    .withUid("00000000-0000-0000-0000-000000000001")
                    .build()));
    try (KubernetesClient client = SERVER.as(account)) {
      assertThat(of(client).resource(promote).dryRun(true).create().getMetadata().getName())
          .startsWith("promote-");
      assertThat(of(client).resource(promote).create().getMetadata().getName())
          .startsWith("promote-");
      assertThatThrownBy(() -> of(client).resource(request("Undo", Map.of())).create())
          .hasMessageContaining(account + " may not undo Rollout shop");
    }
  }

  private static String user(String role) {
    return role + "@example.com";
  }

  private static boolean mayAsk(String role, String verb) {
    try {
      var _ = ask(role, verb, Map.of());
      return true;
    } catch (KubernetesClientException e) {
      assertThat(e.getCode()).as(e.getMessage()).isEqualTo(403);
      return false;
    }
  }

  private static GenericKubernetesResource ask(
      String role, String verb, Map<String, String> annotations) {
    try (KubernetesClient client = SERVER.as(user(role))) {
      return of(client).resource(request(verb, annotations)).create();
    }
  }

  private static NonNamespaceOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      of(KubernetesClient client) {
    return client
        .genericKubernetesResources("mulkko.dev/v1beta1", "RolloutAction")
        .inNamespace(NAMESPACE);
  }

  private static GenericKubernetesResource request(String verb, Map<String, String> annotations) {
    return new GenericKubernetesResourceBuilder()
        .withApiVersion("mulkko.dev/v1beta1")
        .withKind("RolloutAction")
        .withNewMetadata()
        .withGenerateName(verb.toLowerCase(Locale.ROOT) + "-")
        .withAnnotations(annotations)
        .endMetadata()
        .addToAdditionalProperties(
            "spec", Map.of("rollout", "shop", "verb", verb, "reason", "a test"))
        .build();
  }
}
