package dev.mulkko.engine.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.engine.version.VersionSearch.Found;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionSearchTest {

  private static final String A = "PAY-1-a-20261124093000";
  private static final String B = "PAY-2-b-20261124093000";
  private static final String C = "PAY-3-c-20261124093000";

  @Test
  void theAnnotationComesBeforeTheLabelAndThatBeforeTheTag() {
    Map<String, String> a = Map.of(Place.KEY, A);
    Map<String, String> b = Map.of(Place.KEY, B);
    List<String> c = List.of("shop:" + C);
    assertThat(found(a, b, c)).contains(new Found(Place.Annotation, A));
    assertThat(found(Map.of(), b, c)).contains(new Found(Place.Label, B));
    assertThat(found(Map.of(), Map.of(), c)).contains(new Found(Place.ImageTag, C));
    assertThat(found(Map.of("other", A), Map.of("other", B), List.of("shop"))).isEmpty();
  }

  /** Who wrote it meant it: another place must not hide the mistake. */
  @Test
  void whatIsWrittenAndCannotBeReadIsFoundAllTheSame() {
    assertThat(found(Map.of(Place.KEY, "v7"), Map.of(Place.KEY, B), List.of()))
        .contains(new Found(Place.Annotation, "v7"));
  }

  @Test
  void ofSeveralImagesTheOneThatCanBeReadCounts() {
    assertThat(found(Map.of(), Map.of(), List.of("envoy:v1.40", "shop:" + C, "log:" + B)))
        .contains(new Found(Place.ImageTag, C));
    assertThat(found(Map.of(), Map.of(), List.of("shop@sha256:00", "envoy:v1.40", "log:v2")))
        .contains(new Found(Place.ImageTag, "v1.40"));
  }

  @ParameterizedTest
  @CsvSource({
    "shop:v1, v1",
    "registry.example:5000/team/shop:v1, v1",
    "registry.example:5000/team/shop:v1@sha256:0123, v1",
    "registry.example:5000/team/shop,",
    "registry.example:5000/team/shop@sha256:0123,",
    "shop,",
    "shop:,",
    "'',"
  })
  void aTagIsNeitherAPortNorADigest(String image, String tag) {
    assertThat(VersionSearch.tag(image)).isEqualTo(Optional.ofNullable(tag));
  }

  @ParameterizedTest
  @CsvSource({
    "Label, 63, true",
    "Label, 64, false",
    "ImageTag, 128, true",
    "ImageTag, 129, false",
    "Annotation, 253, true",
    "Annotation, 254, false"
  })
  void aPlaceHasItsLength(Place place, int length, boolean fits) {
    String module = "m".repeat(length - "PAY-1--20261124093000".length());
    Optional<String> refused = place.refuses("PAY-1-%s-20261124093000".formatted(module));
    assertThat(refused.isEmpty()).isEqualTo(fits);
    assertThat(refused.orElse("has %d characters".formatted(length)))
        .contains("has %d characters".formatted(length));
  }

  @ParameterizedTest
  @CsvSource({
    "PAY-1-결제-20261124093000, Annotation",
    "PAY-1-a_b.c-20261124093000, Annotation Label ImageTag",
    "_PAY, Annotation ImageTag",
    "PAY-, Annotation ImageTag",
    "-PAY, Annotation",
    "a b, Annotation",
    "'', Annotation"
  })
  void aPlaceHasItsCharacters(String name, String places) {
    assertThat(List.of(Place.values()).stream().filter(p -> p.refuses(name).isEmpty()))
        .map(Place::name)
        .containsExactly(places.split(" "));
    assertThat(Place.Label.refuses("결제").orElseThrow()).contains("write");
  }

  private static Optional<Found> found(
      Map<String, String> annotations, Map<String, String> labels, List<String> images) {
    return new VersionSearch(annotations, labels, images).by(VersionPattern.USUAL, ZoneOffset.UTC);
  }
}
