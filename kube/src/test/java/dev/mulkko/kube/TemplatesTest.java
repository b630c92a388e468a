package dev.mulkko.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.model.Template;
import dev.mulkko.engine.model.Template.Container;
import dev.mulkko.kube.golden.Yaml;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import org.junit.jupiter.api.Test;

class TemplatesTest {

  private static final String WRITTEN =
      """
      metadata: {labels: {app: shop, tier: web}, annotations: {team: a}}
      spec:
        securityContext: {}
        containers: [{name: app, image: shop:v1, env: [{name: MODE, value: ""}], newer: {a: 1, b: 2}}]
        volumes: [{name: tmp, emptyDir: {}}]
      """;

  /** As the Deployment controller makes it: the same and one label more. */
  @Test
  void aDeploymentAndItsReplicaSetHaveTheSameTemplate() {
    assertSame("labels: {app: shop,", "labels: {pod-template-hash: 7d9e, app: shop,");
  }

  @Test
  void theOrderOfKeysMeansNothing() {
    assertSame("{app: shop, tier: web}", "{tier: web, app: shop}");
    assertSame("{a: 1, b: 2}", "{b: 2, a: 1}");
  }

  @Test
  void whenItWasCreatedMeansNothing() {
    assertSame("metadata: {", "metadata: {creationTimestamp: null, ");
    assertSame("metadata: {", "metadata: {creationTimestamp: 2026-11-24T08:30:00Z, ");
  }

  @Test
  void anythingElseIsAnotherRevision() {
    assertDiffer("value: \"\"", "value: fast");
    assertDiffer("shop:v1", "shop:v2");
    assertDiffer("team: a", "team: a, kubectl.kubernetes.io/restartedAt: now");
    assertDiffer("newer: {a: 1", "newer: {a: 3");
    assertDiffer("emptyDir: {}", "emptyDir: {medium: Memory}");
    assertDiffer("securityContext: {}", "hostNetwork: true");
  }

  /** Containers start in this order. */
  @Test
  void theOrderOfAListMeansSomething() {
    assertDiffer("volumes: [{name: tmp, emptyDir: {}}]", "volumes: [{name: a}, {name: b}]");
    assertThat(of("spec: {volumes: [{name: a}, {name: b}]}"))
        .isNotEqualTo(of("spec: {volumes: [{name: b}, {name: a}]}"));
  }

  /** What runs only before the others, and what has no limit, uses nothing of one. */
  @Test
  void whatRunsAsLongAsThePodIsKnownByItsLimits() {
    Template template =
        of(
            """
            spec:
              initContainers:
                - {name: once, resources: {limits: {memory: 1Gi, cpu: 1}}}
                - {name: failing, restartPolicy: Never, resources: {limits: {memory: 1Gi}}}
                - {name: mesh, restartPolicy: Always, resources: {limits: {memory: 64Mi}}}
              containers:
                - {name: app, resources: {limits: {memory: 1.5G, cpu: 250m}, requests: {cpu: 2}}}
                - {name: proxy, resources: {limits: {cpu: "2"}, requests: {memory: 1Gi}}}
                - {name: cron, resources: {requests: {memory: 1Gi, cpu: 1}}}
                - {name: bare}
            """);
    assertThat(template.containers())
        .containsExactly(
            new Container("mesh", 64 * 1024 * 1024, 0),
            new Container("app", 1.5e9, 0.25),
            new Container("proxy", 0, 2));
    assertThat(of("metadata: {labels: {app: shop}}").containers()).isEmpty();
  }

  private static void assertSame(String part, String other) {
    assertThat(WRITTEN).contains(part);
    assertThat(of(WRITTEN.replace(part, other))).isEqualTo(of(WRITTEN));
  }

  private static void assertDiffer(String part, String other) {
    assertThat(WRITTEN).contains(part);
    assertThat(of(WRITTEN.replace(part, other))).isNotEqualTo(of(WRITTEN));
  }

  private static Template of(String text) {
    return Templates.of(Yaml.object(PodTemplateSpec.class, text));
  }
}
