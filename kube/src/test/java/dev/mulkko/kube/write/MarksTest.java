package dev.mulkko.kube.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.kube.Json;
import dev.mulkko.kube.Names;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarksTest {

  private static final Service OURS =
      new ServiceBuilder()
          .withNewMetadata()
          .withName("shop-b")
          .addToLabels(Map.of(Names.ROLLOUT_LABEL, "shop", Names.REVISION_LABEL, "b"))
          .addNewOwnerReference()
          .withKind("Deployment")
          .withName("shop")
          .withUid("1")
          .withController(false)
          .endOwnerReference()
          .endMetadata()
          .withNewSpec()
          .addToSelector(Names.HASH, "b")
          .endSpec()
          .build();

  private static ServiceBuilder there() {
    return new ServiceBuilder(OURS).editMetadata().withResourceVersion("7").endMetadata();
  }

  @Test
  void nothingIsWrittenWhereNothingIsLost() {
    assertThat(Marks.restored(OURS, there().build())).isEmpty();
  }

  @Test
  void labelsThatAreLostComeBackBesideThoseOfOthers() {
    Service there = there().editMetadata().withLabels(Map.of("team", "blue")).endMetadata().build();
    assertThat(Marks.restored(OURS, there))
        .hasValueSatisfying(
            patch ->
                assertThat(Json.parse(patch.toJson()))
                    .contains(
                        Json.parse(
                            """
                            {"op": "add", "path": "/metadata/labels", "value": {"mulkko.dev/revision": "b", "mulkko.dev/rollout": "shop", "team": "blue"}}
                            """))
                    .contains(
                        Json.parse(
                            """
                            {"op": "test", "path": "/metadata/resourceVersion", "value": "7"}
                            """)));
  }

  @Test
  void anOwnerThatIsLostComesBack() {
    Service there = there().editMetadata().withOwnerReferences().endMetadata().build();
    assertThat(Marks.restored(OURS, there))
        .hasValueSatisfying(patch -> assertThat(patch.toJson()).contains("\"uid\":\"1\""));
  }

  @Test
  void anObjectWithoutAnyMarkIsNotOurs() {
    Service there =
        there().editMetadata().withLabels(Map.of()).withOwnerReferences().endMetadata().build();
    assertThat(Marks.restored(OURS, there)).isEmpty();
  }

  @Test
  void whatSelectsOtherPodsIsNotOurs() {
    Service there =
        there()
            .editMetadata()
            .withOwnerReferences()
            .endMetadata()
            .editSpec()
            .addToSelector(Names.HASH, "c")
            .endSpec()
            .build();
    assertThat(Marks.restored(OURS, there)).isEmpty();
  }

  @Test
  void whatAControllerHasIsLeftToIt() {
    Service there =
        there()
            .editMetadata()
            .withLabels(Map.of())
            .editFirstOwnerReference()
            .withController(true)
            .endOwnerReference()
            .endMetadata()
            .build();
    assertThat(Marks.restored(OURS, there)).isEmpty();
  }
}
