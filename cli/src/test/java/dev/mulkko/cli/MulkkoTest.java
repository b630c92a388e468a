package dev.mulkko.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What needs no cluster. */
class MulkkoTest {

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fly",
        "get --fast",
        "get -A shop",
        "status",
        "history shop --limit -1",
        "history --since yesterday",
        "history --outcome Fine",
        "history show",
        "history diff shop/1",
        "status shop --until tomorrow",
        "status shop --timeout soon",
        "abort",
        "undo shop --write-template --no-wait",
        "lint",
        "lint missing.yaml",
        "completion fish",
        "get --kubeconfig missing"
      })
  void whatCannotBeUsedEndsWithTwoAndASentence(String line) {
    Ran ran = Ran.of(line.isEmpty() ? new String[0] : line.split(" "));
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("error: ").doesNotContain("\tat ");
    assertThat(ran.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "get",
    "status shop",
    "history",
    "revisions shop",
    "explain shop",
    "abort shop",
    "restart shop"
  })
  void aClusterThatDoesNotAnswerEndsWithThree(String line) throws IOException {
    Path kubeconfig = kubeconfigOfNobody();
    Ran ran = Ran.of((line + " --kubeconfig " + kubeconfig).split(" "));
    assertThat(ran.err()).startsWith("error: the cluster does not answer").hasLineCount(1);
    assertThat(ran.code()).isEqualTo(3);
  }

  @Test
  void aContextThatIsNotThereIsNamed() throws IOException {
    Ran ran = Ran.of("get", "--context", "moon", "--kubeconfig", kubeconfigOfNobody().toString());
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("has no context moon");
  }

  @Test
  void theVersionIsToldWithoutACluster() throws IOException {
    Ran ran = Ran.of("version", "--kubeconfig", kubeconfigOfNobody().toString(), "-o", "yaml");
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("api: mulkko.dev/v1beta1", "remark: ");
  }

  @Test
  void lintReadsWhatIsPipedToIt() {
    Ran ran =
        Ran.withInput(
            "apiVersion: mulkko.dev/v1beta1\nkind: Rollout\nmetadata: {name: shop}", "lint", "-");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .isEqualToIgnoringNewLines(
            "stdin:1: Rollout shop: spec is missing: write it\n1 object checked, 1 problem\n");
  }

  @Test
  void aVerboseFailureShowsItsDetails() {
    assertThat(Ran.of("lint", "missing.yaml", "-v").err()).contains("\tat dev.mulkko.cli");
  }

  @Test
  void theHelpOfEachVerbThatEndsInManyWaysNamesThem() {
    assertThat(Ran.of("status", "--help").out()).contains("124 ", "Stalled");
    assertThat(Ran.of("abort", "--help").out()).contains("124 ", "refused");
    assertThat(Ran.of("--help").out()).contains("no cluster answers", "Goes to 100 % now.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh"})
  void theCompletionKnowsTheVerbs(String shell) {
    assertThat(Ran.of("completion", shell).out()).contains("rolledback", "explain", "promote");
  }

  private Path kubeconfigOfNobody() throws IOException {
    return Files.writeString(
        folder.resolve("kubeconfig"),
        """
        apiVersion: v1
        kind: Config
        clusters: [{name: none, cluster: {server: "http://127.0.0.1:1"}}]
        users: [{name: me, user: {token: abc}}]
        contexts: [{name: none, context: {cluster: none, user: me, namespace: web}}]
        current-context: none
        """);
  }
}
