package dev.mulkko.operator.telemetry.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerWordsTest {

  private final ServerWords words = new ServerWords(List.of("canary-4711", "two words", ""));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "canary-4711",
        "you sent canary-4711 to me",
        "CANARY-4711",
        "canary -\n4711",
        "twowords",
        "two\twords",
      })
  void wordsThatHoldASecretAreNotRepeatedAtAll(String text) {
    assertThat(words.of(text)).isEqualTo(ServerWords.HIDDEN);
    assertThat(words.of(new IOException(text))).isEqualTo(ServerWords.HIDDEN);
  }

  /** Its first letters would stand before the cut. */
  @Test
  void aSecretIsFoundBeforeWordsAreCut() {
    assertThat(words.of("x".repeat(195) + "canary-4711")).isEqualTo(ServerWords.HIDDEN);
  }

  @Test
  void otherWordsAreOneLineOfBoundedLength() {
    assertThat(words.of(" a\r\n\tb ")).isEqualTo("a b");
    assertThat(words.of("x".repeat(300))).isEqualTo("x".repeat(200) + "...");
    assertThat(words.of("x".repeat(199) + "😀")).isEqualTo("x".repeat(199) + "...");
    assertThat(words.of(new IOException())).isEqualTo("IOException");
  }

  @Test
  void whereNothingIsSecretAllIsSaid() {
    assertThat(new ServerWords(List.of()).of("canary-4711")).isEqualTo("canary-4711");
  }
}
