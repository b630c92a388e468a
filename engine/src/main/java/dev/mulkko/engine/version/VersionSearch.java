package dev.mulkko.engine.version;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a pod template says which version it is.
 *
 * @param annotations of the template
 * @param labels of the template
 * @param images of its containers, in their order
 */
public record VersionSearch(
    Map<String, String> annotations, Map<String, String> labels, List<String> images) {

  public VersionSearch {
    annotations = Map.copyOf(annotations);
    labels = Map.copyOf(labels);
    images = List.copyOf(images);
  }

  /** What is called a version, whether or not it is a name that can be read. */
  public record Found(Place place, String text) {}

  /**
   * The first place that says something. Of several images the first whose tag can be read counts:
   * others bring what stands beside the module.
   */
  public Optional<Found> by(VersionPattern pattern, ZoneId zone) {
    return found(Place.Annotation, annotations.get(Place.KEY))
        .or(() -> found(Place.Label, labels.get(Place.KEY)))
        .or(() -> inImages(pattern, zone));
  }

  private static Optional<Found> found(Place place, @Nullable String text) {
    return Optional.ofNullable(text).map(said -> new Found(place, said));
  }

  private Optional<Found> inImages(VersionPattern pattern, ZoneId zone) {
    List<String> tags = images.stream().flatMap(image -> tag(image).stream()).toList();
    return tags.stream()
        .filter(tag -> pattern.parse(tag, zone) instanceof Read.Right<VersionName>)
        .findFirst()
        .or(() -> tags.stream().findFirst())
        .map(tag -> new Found(Place.ImageTag, tag));
  }

  /** {@code registry:5000/shop:v1@sha256:...}: neither the port nor the digest is a tag. */
  static Optional<String> tag(String image) {
    String name = image.substring(image.lastIndexOf('/') + 1);
    int digest = name.indexOf('@');
    String tagged = digest < 0 ? name : name.substring(0, digest);
    int colon = tagged.indexOf(':');
    return colon < 0 || colon == tagged.length() - 1
        ? Optional.empty()
        : Optional.of(tagged.substring(colon + 1));
  }
}
