package dev.mulkko.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SentencesTest {

  @Test
  void aSentenceThatFitsIsKept() {
    String sentence = "x".repeat(Sentences.BYTES);
    assertThat(Sentences.capped(sentence)).isEqualTo(sentence);
  }

  @Test
  void ofALongerOneTheBeginningIsKept() {
    String capped = Sentences.capped("y" + "x".repeat(Sentences.BYTES));
    assertThat(capped).startsWith("yx").endsWith("\u2026");
    assertThat(bytes(capped)).isEqualTo(Sentences.BYTES);
  }

  @Test
  void lettersOfSeveralBytesAreNotCutInTwo() {
    String capped = Sentences.capped("물꼬".repeat(100) + "\uD83D\uDE80".repeat(100));
    assertThat(bytes(capped)).isBetween(Sentences.BYTES - 4, Sentences.BYTES);
    assertThat(capped).doesNotContain("\uFFFD").matches("[물꼬]+…");
  }

  @Test
  void cappingTwiceChangesNothing() {
    String capped = Sentences.capped("x".repeat(2000));
    assertThat(Sentences.capped(capped)).isEqualTo(capped);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
