package dev.mulkko.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.cli.Golden;
import dev.mulkko.cli.terminal.Format;
import dev.mulkko.cli.terminal.Ink;
import dev.mulkko.kube.Snapshot;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people see, for each scene, in files. */
class ScenesTest {

  private static final Instant NOW = Instant.parse("2026-11-24T08:30:00Z");

  static List<String> scenes() {
    return Golden.list("scenes");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenes")
  void aSceneLooksAsItsFileSays(String scene) {
    Snapshot seen = Scene.read(scene);
    String screen =
        String.join(
            "\n",
            "$ get",
            RolloutList.of(List.of(RolloutRow.of(seen.rollout())))
                .text(false, false, NOW, Ink.NONE),
            "",
            "$ get shop",
            PictureText.of(RolloutPicture.of(seen), NOW, Ink.NONE),
            "",
            "$ revisions shop",
            Revisions.of(seen).text(NOW, Ink.NONE),
            "",
            "$ explain shop",
            Explanation.of(seen.rollout()).text(Ink.NONE),
            "",
            "$ status shop",
            StatusLine.of(seen.rollout(), NOW).text(NOW, Ink.NONE));
    Golden.check("scenes/" + scene + "/screen.txt", screen);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenes")
  void aScriptGetsTheSameAsYaml(String scene) {
    RolloutPicture picture = RolloutPicture.of(Scene.read(scene));
    Golden.check("scenes/" + scene + "/picture.yaml", Format.yaml.print(picture, () -> ""));
  }

  @Test
  void everySceneHasItsFilesAndNoOther() {
    for (String scene : scenes()) {
      assertThat(Golden.list("scenes/" + scene))
          .as(scene)
          .containsExactly("in.yaml", "picture.yaml", "screen.txt");
    }
  }
}
