package dev.mulkko.cli.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.cli.lint.Findings;
import dev.mulkko.cli.lint.Problem;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The API server warns of what lint advises, in the same words, and of nothing else. */
@Tag("cluster")
@ExtendWith(ApiServer.Running.class)
class AdviseRolloutTest {

  private static final String WARNING =
      "Validation failed for ValidatingAdmissionPolicy 'advise-rollout.mulkko.dev' with binding"
          + " 'advise-rollout.mulkko.dev': ";

  private static final String GOOD =
      "steps: [{setWeight: 5}, {pause: {duration: 10m}}, {setWeight: 50}, {pause: {duration: 10m}}]";

  /** As many steps as there may be: the server gives a policy only so much to compute. */
  private static final String TWENTY =
      IntStream.rangeClosed(1, 10)
          .mapToObj("{setWeight: %1$d}, {pause: {duration: 10%1$ds}}"::formatted)
          .collect(Collectors.joining(", ", "steps: [", "]"));

  /** Strategy and analysis; each is a way through the policy. */
  private static final List<Map.Entry<String, String>> CASES =
      List.of(
          Map.entry(GOOD, "requests: {}"),
          Map.entry(GOOD, "metrics: []"),
          Map.entry(TWENTY, "requests: {}"),
          Map.entry(TWENTY, "requests: {}, minSoak: 5m"),
          Map.entry(TWENTY, "requests: {}, onUndecided: Pause"),
          Map.entry(GOOD, "maxFalseRollback: 1%"),
          Map.entry(GOOD, "minSoak: 30s, onUndecided: Pause, maxFalseRollback: 1%"),
          Map.entry(GOOD, "requests: {}, minSoak: 11m"),
          Map.entry(GOOD, "requests: {}, minSoak: 1h30m, onUndecided: Pause"),
          Map.entry(GOOD, "requests: {}, onUndecided: Pause"),
          Map.entry(
              "steps: [{setWeight: 20}, {pause: {duration: 25s}}]",
              "requests: {}, onUndecided: Pause"),
          Map.entry(
              "steps: [{setWeight: 20}, {setWeight: 30}, {pause: {duration: 59s}}]",
              "requests: {}, onUndecided: Pause"),
          Map.entry(
              "steps: [{setWeight: 0}, {pause: {duration: 10m}}, {setWeight: 100}]",
              "requests: {}"),
          Map.entry("steps: [{setCanaryScale: {replicas: 1}}]", "requests: {}"),
          Map.entry("steps: [{setWeight: 5}], stepTime: 0s", "requests: {}"),
          Map.entry("steps: [{setWeight: 5}, {pause: {}}]", "requests: {}"),
          Map.entry("steps: [{setWeight: 5}, {approval: {}}]", "requests: {}"),
          Map.entry("steps: [{setWeight: 5}], onComplete: Pause", "requests: {}"),
          Map.entry("steps: [{setWeight: 1}]", "requests: {}"),
          Map.entry(
              "steps: [{setWeight: 1}, {pause: {duration: 90s}}, {setWeight: 9}]", "requests: {}"),
          Map.entry("steps: [{setWeight: 49}, {pause: {duration: 2s}}]", "requests: {}"),
          Map.entry("steps: [{setWeight: 50}, {pause: {duration: 2s}}]", "requests: {}"),
          Map.entry("steps: [{setWeight: 10}, {pause: {duration: 30s}}]", "requests: {}"),
          Map.entry(
              "steps: [{setWeight: 10}, {pause: {duration: 30s}}]",
              "requests: {}, maxFalseRollback: 0.5%"),
          Map.entry(
              "steps: [{setWeight: 10}, {pause: {duration: 30s}}]",
              "requests: {}, maxFalseRollback: 2%"),
          Map.entry(
              "steps: [{setWeight: 10}, {pause: {duration: 30s}}], onComplete: Abort",
              "requests: {}"),
          Map.entry(
              "steps: [{setWeight: 10}, {pause: {duration: 20s}}, {approval: {}}]", "requests: {}"),
          Map.entry(
              "steps: [{setWeight: 10}, {pause: {duration: 10s}}, {setWeight: 40}], stepTime: 3s",
              "requests: {}"),
          Map.entry(
              "steps: [{setMirror: {}}, {setWeight: 1}, {pause: {duration: 1s}}]", "requests: {}"),
          Map.entry(
              "steps: [{setMatch: {headers: [{name: a, exact: b}]}}]", "requests: {}, minSoak: 1h"),
          Map.entry(
              "steps: [{setWeight: 99}, {pause: {duration: 1500ms}}]",
              "requests: {}, minSoak: 1999ms"));

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final KubernetesClient client;

  AdviseRolloutTest(ApiServer server) throws IOException {
    this.client =
        new KubernetesClientBuilder()
            .withConfig(server.client().getConfiguration())
            .withHttpClientBuilderConsumer(
                builder -> builder.addOrReplaceInterceptor("warnings", listener()))
            .build();
    policy().forEach(object -> client.resource(object).createOr(NonDeletingOperation::update));
    await().until(() -> !warnings(rollout(GOOD, "minSoak: 1h")).isEmpty());
  }

  @AfterEach
  void close() {
    client.close();
  }

  private Interceptor listener() {
    return new Interceptor() {
      @Override
      public void after(
          HttpRequest request,
          HttpResponse<?> response,
          io.fabric8.kubernetes.client.http.AsyncBody.Consumer<List<java.nio.ByteBuffer>>
              consumer) {
        heard.addAll(response.headers("Warning"));
      }
    };
  }

  @Test
  void theServerWarnsOfWhatLintAdvises() {
    List<String> said =
        CASES.stream()
            .flatMap(
                each -> {
                  String text = rollout(each.getKey(), each.getValue());
                  List<String> advice =
                      Findings.of(Map.of("a.yaml", text)).advice().stream()
                          .map(Problem::message)
                          .toList();
                  assertThat(warnings(text)).as(text).containsExactlyElementsOf(advice);
                  return advice.stream();
                })
            .toList();
    assertThat(said.stream().map(sentence -> sentence.replaceAll("[0-9]+", "N")).distinct())
        .as("each kind of advice is asked for")
        .hasSizeGreaterThanOrEqualTo(7);
  }

  @Test
  void whereNeverBothHaveTrafficItIsAWarningToo() {
    String text = rollout("", "requests: {}").replace("canary: {}", "blueGreen: {}");
    assertThat(warnings(text))
        .containsExactlyElementsOf(
            Findings.of(Map.of("a.yaml", text)).problems().stream().map(Problem::message).toList());
  }

  @Test
  void whoChangesNothingOfTheSpecIsToldNothing() {
    String text = rollout(GOOD, "minSoak: 1h");
    Rollout rollout = client.getKubernetesSerialization().unmarshal(text, Rollout.class);
    client.resource(rollout).inNamespace("default").create();
    heard.clear();
    client
        .resource(rollout)
        .inNamespace("default")
        .edit(
            now -> {
              now.getMetadata().setFinalizers(List.of("mulkko.dev/restore-traffic"));
              return now;
            });
    assertThat(heard).isEmpty();
    client
        .resource(rollout)
        .inNamespace("default")
        .edit(
            now -> {
              now.getMetadata().setFinalizers(List.of());
              return now;
            });
    client.resource(rollout).inNamespace("default").delete();
  }

  private List<String> warnings(String text) {
    heard.clear();
    client
        .resource(client.getKubernetesSerialization().unmarshal(text, Rollout.class))
        .inNamespace("default")
        .dryRun()
        .create();
    return heard.stream()
        .map(header -> header.replaceAll("^299 - \"|\"$", ""))
        .map(
            warning -> {
              assertThat(warning).startsWith(WARNING);
              return warning.substring(WARNING.length());
            })
        .toList();
  }

  private static String rollout(String canary, String analysis) {
    return """
    apiVersion: mulkko.dev/v1beta1
    kind: Rollout
    metadata: {name: shop-%s}
    spec:
      workloadRef: {name: shop}
      traffic: {service: shop, routes: [{kind: HTTPRoute, name: shop}]}
      strategy: {canary: {%s}}
      analysis: {%s}
    """
        .formatted(UUID.randomUUID(), canary, analysis);
  }

  private Stream<GenericKubernetesResource> policy() throws IOException {
    try (InputStream text =
        Rollout.class.getResourceAsStream("/META-INF/mulkko/policy/advise-rollout.yaml")) {
      return Stream.of(
              new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8)
                  .split("(?m)^---$"))
          .map(
              document ->
                  client
                      .getKubernetesSerialization()
                      .unmarshal(document, GenericKubernetesResource.class));
    }
  }
}
