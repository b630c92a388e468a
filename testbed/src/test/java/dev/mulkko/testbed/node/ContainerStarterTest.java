package dev.mulkko.testbed.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.testbed.shop.HandledRequests;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerStarterTest {

  private static final String SHOP = "{name: shop, image: 'shop:v1'}";

  /** Without an API server: no volume is asked of it. */
  private static final ContainerStarter STARTER =
      new ContainerStarter(
          Images.SHOP.with("cart:v2", new Images.Shop(8081)),
          new PodFiles(new KubernetesClientBuilder().build()),
          _ -> new HandledRequests());

  @Test
  void theShopIsKnownByItsNameInAnyRegistryAndWithAnyTag() {
    String image = "image: 'registry:5000/team/shop:v2'";
    Started started = start("[{%s, env: [{name: CRASH_AFTER_S, value: '0'}]}]".formatted(image));

    assertThat(started).isInstanceOf(Started.Running.class);
    assertThat(((Started.Running) started).app().exited().orTimeout(5, TimeUnit.SECONDS).join())
        .isEqualTo(1);
  }

  @Test
  void anyOtherImageIsMissing() {
    assertThat(start("[{image: 'missing:v1'}]"))
        .isEqualTo(new Started.Refused("ErrImagePull", "there is no image \"missing:v1\""));
  }

  @Test
  void anImageWithATagIsThereWithThisTagAlone() {
    assertThat(start("[{image: 'registry:5000/cart:v2'}]"))
        .isInstanceOfSatisfying(Started.Running.class, running -> running.app().kill());
    assertThat(start("[{image: 'cart:v1'}]"))
        .isEqualTo(new Started.Refused("ErrImagePull", "there is no image \"cart:v1\""));
  }

  @Test
  void theLastOfTwoVariablesOfOneNameCounts() {
    String crash = "{name: CRASH_AFTER_S, value: '%s'}";
    String both = crash.formatted("much") + ", " + crash.formatted("0");

    assertThat(start("[{image: 'shop:v1', env: [%s]}]".formatted(both)))
        .isInstanceOf(Started.Running.class);
  }

  @Test
  void aSettingThatTheShopCannotReadIsAConfigurationError() {
    assertThat(start("[{image: 'shop:v1', env: [{name: ERROR_RATE, value: much}]}]"))
        .isInstanceOfSatisfying(
            Started.Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo("CreateContainerConfigError");
              assertThat(refused.message()).startsWith("ERROR_RATE is \"much\"");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          a value from anything but the pod's name and namespace | env: [{name: X, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}]
          a readinessProbe other than httpGet | readinessProbe: {tcpSocket: {port: 8080}}
          a preStop other than sleep | lifecycle: {preStop: {exec: {command: [sleep, '5']}}}
          """)
  void aContainerThatAsksForWhatIsNotPlayedIsRefused(String what, String asked) {
    assertThat(start("[{image: 'shop:v1', %s}]".formatted(asked))).isEqualTo(notPlayed(what));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          restartPolicy other than Always | restartPolicy: Never
          restartPolicy other than Always | restartPolicy: OnFailure
          readinessGates                  | readinessGates: [{conditionType: mulkko.dev/warm}]
          """)
  void aPodThatAsksForWhatIsNotPlayedIsRefused(String what, String asked) {
    assertThat(start("[%s]\n%s".formatted(SHOP, asked))).isEqualTo(notPlayed(what));
  }

  @Test
  void aPodWithTwoContainersIsRefused() {
    assertThat(start("[%s, %s]".formatted(SHOP, SHOP)))
        .isEqualTo(notPlayed("more than one container"));
  }

  private static Started.Refused notPlayed(String what) {
    return new Started.Refused("CreateContainerConfigError", "this node does not play " + what);
  }

  private static Started start(String containers) {
    String always = containers.contains("restartPolicy") ? "" : "\nrestartPolicy: Always";
    PodSpec pod = Serialization.unmarshal("containers: " + containers + always, PodSpec.class);
    Pod named =
        new PodBuilder()
            .withNewMetadata()
            .withName("shop-1")
            .withNamespace("test")
            .endMetadata()
            .withSpec(pod)
            .build();
    return STARTER.start(named, "127.0.0.1");
  }
}
