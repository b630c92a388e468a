package dev.mulkko.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.kube.golden.Shop;
import dev.mulkko.kube.golden.Yaml;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void equalTreesHaveEqualTexts() {
    assertThat(Json.canonical(Json.parse("{\"b\": {\"d\": 1, \"c\": [2, 1]}, \"a\": null}")))
        .isEqualTo("{\"a\":null,\"b\":{\"c\":[2,1],\"d\":1}}");
  }

  /** A claim is written when the status has instants already. */
  @Test
  void aRolloutUnderWayBecomesATreeAsTheClientWouldSendIt() {
    Rollout rollout = Yaml.object(Rollout.class, Shop.ROLLOUT);
    assertThat(Json.canonical(Json.tree(rollout))).isEqualTo(Json.canonical(Yaml.sent(rollout)));
  }

  @Test
  void whatIsNoJsonIsRefused() {
    assertThatThrownBy(() -> Json.parse("{a")).isInstanceOf(IllegalArgumentException.class);
  }
}
