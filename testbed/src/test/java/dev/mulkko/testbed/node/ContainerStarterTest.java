package dev.mulkko.testbed.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.testbed.shop.HandledRequests;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ContainerStarterTest {

  private static final Pod POD =
      new PodBuilder()
          .withNewMetadata()
          .withName("shop-1")
          .withNamespace("test")
          .endMetadata()
          .build();

  private final ContainerStarter starter = new ContainerStarter(new HandledRequests());

  @Test
  void theShopIsKnownByItsNameInAnyRegistryAndWithAnyTag() {
    Started started = start("registry:5000/team/shop:v2", "[{name: CRASH_AFTER_S, value: '0'}]");

    assertThat(started).isInstanceOf(Started.Running.class);
    assertThat(((Started.Running) started).exited().orTimeout(5, TimeUnit.SECONDS).join())
        .isEqualTo(1);
  }

  @Test
  void anyOtherImageIsMissing() {
    assertThat(start("missing:v1", "[]"))
        .isEqualTo(new Started.Refused("ErrImagePull", "there is no image \"missing:v1\""));
  }

  @Test
  void anEnvironmentThatTheNodeDoesNotKnowIsAConfigurationError() {
    assertThat(start("shop:v1", "[{name: X, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}]"))
        .isInstanceOfSatisfying(
            Started.Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo("CreateContainerConfigError");
              assertThat(refused.message())
                  .startsWith("env X: this node does not know spec.nodeName");
            });
  }

  @Test
  void aSettingThatTheShopCannotReadIsAConfigurationError() {
    assertThat(start("shop:v1", "[{name: ERROR_RATE, value: much}]"))
        .isInstanceOfSatisfying(
            Started.Refused.class,
            refused -> assertThat(refused.message()).startsWith("ERROR_RATE is \"much\""));
  }

  private Started start(String image, String env) {
    String container = "name: shop\nimage: %s\nenv: %s".formatted(image, env);
    return starter.start(POD, Serialization.unmarshal(container, Container.class), "127.0.0.1");
  }
}
