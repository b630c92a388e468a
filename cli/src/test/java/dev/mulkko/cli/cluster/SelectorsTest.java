package dev.mulkko.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectorsTest {

  @Test
  void aSelectorIsWrittenAsTheServerReadsIt() {
    var selector =
        new LabelSelectorBuilder()
            .addToMatchLabels("app", "shop")
            .addToMatchExpressions(
                requirement("tier", "In", "web", "api"),
                requirement("zone", "NotIn", "c"),
                requirement("live", "Exists"),
                requirement("old", "DoesNotExist"))
            .build();

    assertThat(Selectors.text(selector))
        .isEqualTo("app=shop,tier in (web,api),zone notin (c),live,!old");
  }

  private static LabelSelectorRequirement requirement(
      String key, String operator, String... values) {
    return new LabelSelectorRequirement(key, operator, List.of(values));
  }
}
