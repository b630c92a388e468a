package dev.mulkko.kube;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

  private static final String REVISION = "7d9ecbfghj";

  @Test
  void aShortNameIsKeptWhole() {
    assertThat(Names.replicaSet("shop", REVISION)).isEqualTo("shop-7d9ecbfghj");
    assertThat(Names.backend("shop", REVISION)).isEqualTo("shop-7d9ecbfghj");
    assertThat(Names.restore("shop")).isEqualTo("mulkko.dev/restore-shop");
  }

  @ParameterizedTest
  @ValueSource(ints = {51, 52, 53, 63, 253})
  void aNameOfAnyLengthFitsALabel(int length) {
    String name = "s".repeat(length);
    assertThat(Names.replicaSet(name, REVISION)).hasSizeLessThanOrEqualTo(63).endsWith(REVISION);
    assertThat(Names.backend(name, REVISION)).hasSizeLessThanOrEqualTo(63).endsWith(REVISION);
    assertThat(Names.restore(name).substring("mulkko.dev/".length())).hasSizeLessThanOrEqualTo(63);
  }

  @Test
  void theLongestNameThatFitsIsNotShortened() {
    String longest = "s".repeat(52);
    assertThat(Names.replicaSet(longest, REVISION)).isEqualTo(longest + "-" + REVISION);
  }

  @Test
  void twoLongNamesThatBeginAlikeGetDifferentNames() {
    String begin = "s".repeat(60);
    assertThat(Names.backend(begin + "-a", REVISION))
        .isNotEqualTo(Names.backend(begin + "-b", REVISION));
    assertThat(Names.restore(begin + "-a")).isNotEqualTo(Names.restore(begin + "-b"));
  }

  @Test
  void theSameNameIsAlwaysShortenedAlike() {
    String name = "s".repeat(80);
    assertThat(Names.backend(name, REVISION)).isEqualTo(Names.backend(name, REVISION));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 51, 52, 53, 253})
  void whatIsBesideAnIngressIsKnownByItsNameWhateverTheRevision(int length) {
    String ingress = "i".repeat(length);
    assertThat(Names.isBeside(ingress, Names.beside(ingress, REVISION))).isTrue();
    assertThat(Names.isBeside(ingress, ingress)).isFalse();
    assertThat(Names.isBeside(ingress + "-a", Names.beside(ingress, REVISION))).isFalse();
    assertThat(Names.isBeside(ingress, Names.beside(ingress + "-a", REVISION))).isFalse();
  }

  /** A part of a DNS name neither ends nor begins with a hyphen. */
  @Test
  void aNameIsNotCutIntoOneThatDnsForbids() {
    for (int dot = 38; dot < 48; dot++) {
      String name = "s".repeat(dot) + "." + "t".repeat(60);
      assertThat(Names.replicaSet(name, REVISION))
          .matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    }
  }
}
