package dev.mulkko.kube.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The helper must be as strict as an API server, or it proves nothing. */
class JsonPatchTest {

  private static final String OBJECT = "{a: {b~c/d: 1}, list: [1, 2]}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{op: test, path: /a/x, value: 1}",
        "{op: test, path: /a/b~0c~1d, value: \"1\"}",
        "{op: remove, path: /a/x}",
        "{op: replace, path: /a/x, value: 1}",
        "{op: add, path: /x/y, value: 1}",
        "{op: add, path: /a/b~0c~1d/e, value: 1}",
        "{op: replace, path: /list/2, value: 1}",
        "{op: move, from: /a, path: /list}",
      })
  void whatDoesNotFitIsRefused(String operation) {
    assertThatThrownBy(() -> apply(operation)).isInstanceOf(JsonPatch.Refused.class);
  }

  @Test
  void whatFitsIsDone() {
    assertThat(apply("{op: remove, path: /a/b~0c~1d}")).isEqualTo("{a: {}, list: [1, 2]}");
    assertThat(apply("{op: replace, path: /list/0, value: 5}"))
        .isEqualTo("{a: {b~c/d: 1}, list: [5, 2]}");
    assertThat(apply("{op: add, path: /list/1, value: 5}"))
        .isEqualTo("{a: {b~c/d: 1}, list: [1, 5, 2]}");
    assertThat(apply("{op: add, path: /a, value: 5}")).isEqualTo("{a: 5, list: [1, 2]}");
  }

  private static String apply(String operation) {
    return JsonPatch.apply(Yaml.tree(OBJECT), Yaml.tree("[" + operation + "]"))
        .toString()
        .replace("\"", "")
        .replace(":", ": ")
        .replace(",", ", ");
  }
}
