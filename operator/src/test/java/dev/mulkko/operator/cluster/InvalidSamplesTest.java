package dev.mulkko.operator.cluster;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is refused, as files, with the sentence that says what to change: by the API server, as far
 * as it can know, otherwise by the operator, which then leaves the user's objects alone.
 */
@Tag("cluster")
@ExtendWith(ApiServer.Running.class)
@TestInstance(Lifecycle.PER_CLASS)
class InvalidSamplesTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final ApiServer server;
  private final RunningOperator operator;

  InvalidSamplesTest(ApiServer server) {
    this.server = server;
    operator = RunningOperator.everywhere(server);
  }

  @AfterAll
  void stop() {
    operator.close();
  }

  static List<Path> files() {
    return InvalidSample.files();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void whatCannotWorkIsRefusedWithASentence(Path file) {
    InvalidSample sample = InvalidSample.read(file);
    Shop shop = Shop.on(server);
    sample.allButLast().forEach(object -> write(shop, object));
    Map<String, String> before = shop.objects();

    try {
      write(shop, sample.last());
    } catch (KubernetesClientException refusal) {
      assertThat(refusal.getMessage()).contains(sample.sentences());
      return;
    }
    assertThat(sample.last().getKind())
        .as("what only the operator can refuse")
        .isEqualTo("Rollout");
    awaitRefusal(shop, sample);
    assertThat(shop.objects()).as("what is the user's").isEqualTo(before);
  }

  /** As kubectl writes: a field that nobody knows is an error. */
  private void write(Shop shop, GenericKubernetesResource object) {
    server
        .client()
        .resource(object)
        .inNamespace(shop.namespace())
        .fieldValidation(Validation.STRICT)
        .createOr(NonDeletingOperation::update);
  }

  /** The operator may look before its caches have all of the file. */
  private static void awaitRefusal(Shop shop, InvalidSample sample) {
    String rollout = sample.last().getMetadata().getName();
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(shop.status(rollout).conditions())
                    .filteredOn(condition -> condition.getType().equals("Stalled"))
                    .singleElement()
                    .extracting(Condition::getMessage, as(STRING))
                    .contains(sample.sentences()));
    assertThat(shop.status(rollout).phase()).isEqualTo("Stalled");
  }
}
