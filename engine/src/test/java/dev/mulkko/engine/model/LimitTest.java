package dev.mulkko.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitTest {

  @ParameterizedTest
  @CsvSource({
    "0.26, 0.2, true",
    "0.261, 0.2, false",
    "0, 0, true",
    "0.01, 0, false",
    "NaN, 0.2, false",
    "0.2, NaN, false",
    "0.2, Infinity, false",
  })
  void aResultMayBeSoManyTimesStables(double canary, double stable, boolean passes) {
    assertThat(new Limit(null, null, new Limit.Beside(1.3, false, null)).passes(canary, stable))
        .isEqualTo(passes);
  }

  @ParameterizedTest
  @CsvSource({"0.8, 1, true", "0.79, 1, false", "0.9, 5, true", "0.89, 5, false", "1, 0.5, true"})
  void aResultMayFallSoFarBelowStables(double canary, double stable, boolean passes) {
    assertThat(new Limit(null, null, new Limit.Beside(0.8, true, 0.9)).passes(canary, stable))
        .isEqualTo(passes);
  }

  @ParameterizedTest
  @CsvSource({"0.05, 0, true", "0.051, 0, false", "0.5, 0.4, true", "0.6, 0.4, false"})
  void nothingIsMadeOfSmallNumbers(double canary, double stable, boolean passes) {
    assertThat(new Limit(null, null, new Limit.Beside(1.3, false, 0.05)).passes(canary, stable))
        .isEqualTo(passes);
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, true",
    "0.5, true",
    "0.09, false",
    "0.51, false",
    "NaN, false",
    "Infinity, false",
    "-Infinity, false",
  })
  void whatIsAtALimitPasses(double value, boolean passes) {
    assertThat(new Limit(0.1, 0.5, null).passes(value)).isEqualTo(passes);
    assertThat(Limit.min(0.1).passes(value)).isEqualTo(passes || value == 0.51);
    assertThat(Limit.max(0.5).passes(value)).isEqualTo(passes || value == 0.09);
  }

  @Test
  void allLimitsMustBeKept() {
    Limit both = new Limit(0.1, 0.5, new Limit.Beside(2, false, null));
    assertThat(both.passes(0.4, 0.2)).isTrue();
    assertThat(both.passes(0.6, 0.5)).isFalse();
    assertThat(both.passes(0.05, 0.5)).isFalse();
    assertThat(both.passes(0.5, 0.2)).isFalse();
    assertThat(both.words()).isEqualTo("0.1 to 0.5, at most 2 times stable's");
  }

  @Test
  void whichLimitWasMissedIsSaid() {
    Limit both = new Limit(0.1, 0.5, new Limit.Beside(2, false, null));
    assertThat(both.missed(Limit.shown(0.05, 1))).isEqualTo("below min 0.1");
    assertThat(both.missed(Limit.shown(0.6, 1))).isEqualTo("above max 0.5");
    assertThat(both.missed(Limit.shown(0.45, 0.2))).isEqualTo("above 2 times stable's");
    assertThat(both.missed(Limit.shown(0.1, 0.01))).isEqualTo("above 2 times stable's");
    assertThat(Limit.min(0.1).missed("0.1")).isEqualTo("outside its limit");
    assertThat(Limit.max(0.5).missed("0.5")).isEqualTo("outside its limit");
    assertThat(new Limit(null, null, new Limit.Beside(0.8, true, null)).missed("0.1 (stable 1)"))
        .isEqualTo("below 0.8 times stable's");
  }

  @Test
  void numbersAreShort() {
    assertThat(Limit.shown(1.0 / 3)).isEqualTo("0.333333");
    assertThat(Limit.shown(123456789012.0)).isEqualTo("123457000000");
    assertThat(Limit.shown(1e300)).isEqualTo("1E300");
    assertThat(Limit.shown(-0.00000123456)).isEqualTo("-1.23456E-6");
    assertThat(Double.parseDouble(Limit.shown(1.5e-7))).isEqualTo(1.5e-7);
  }

  /** As much as a status keeps of it: what is cut there would be another number. */
  @Test
  void aPairOfAnySizeIsKeptWhole() {
    Limit none = Limit.max(Double.MAX_VALUE);
    for (int exponent = -323; exponent <= 308; exponent++) {
      double small = Double.parseDouble("-1.23456e" + exponent);
      String pair = Limit.shown(small, small);
      assertThat(pair).hasSizeLessThanOrEqualTo(36).endsWith(")");
      assertThat(none.missed(pair)).isEqualTo("outside its limit");
      assertThat(Double.parseDouble(pair.split(" ", 2)[0])).isCloseTo(small, withinPercentage(50));
    }
  }
}
