package dev.mulkko.kube;

import dev.mulkko.api.v1beta1.RecordedImage;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What containers run: images as templates name them, and digests as pods tell them. */
public final class Images {

  private static final int MOST = 4;
  private static final int LONGEST = 128;

  private Images() {}

  /** Whether a pod has told the image of each of its containers. */
  public static boolean known(List<Pod> pods) {
    return pods.stream()
        .map(pod -> statuses(pod).toList())
        .anyMatch(all -> !all.isEmpty() && all.stream().allMatch(one -> !id(one).isEmpty()));
  }

  /** The images of a template, with the digests that these pods of it tell. */
  public static List<RecordedImage> of(PodTemplateSpec template, List<Pod> pods) {
    return template.getSpec() == null
        ? List.of()
        : template.getSpec().getContainers().stream()
            .filter(container -> container.getImage() != null)
            .limit(MOST)
            .map(container -> image(container, pods))
            .toList();
  }

  private static RecordedImage image(Container container, List<Pod> pods) {
    String image = Sentences.capped(container.getImage(), LONGEST);
    return new RecordedImage(
        container.getName(),
        image,
        digest(container.getImage())
            .or(
                () ->
                    pods.stream()
                        .flatMap(Images::statuses)
                        .filter(status -> status.getName().equals(container.getName()))
                        .flatMap(status -> digest(id(status)).stream())
                        .findFirst())
            .orElse(null));
  }

  /** {@code registry/shop@sha256:...}, as templates and kubelets write it. */
  private static Optional<String> digest(@Nullable String image) {
    int at = image == null ? -1 : image.lastIndexOf('@');
    return image == null || at < 0
        ? Optional.empty()
        : Optional.of(image.substring(at + 1))
            .filter(
                digest -> digest.matches("[a-z0-9]+:[a-f0-9]{32,128}") && digest.length() <= 128);
  }

  private static Stream<ContainerStatus> statuses(Pod pod) {
    return pod.getStatus() == null
        ? Stream.empty()
        : pod.getStatus().getContainerStatuses().stream();
  }

  private static String id(ContainerStatus status) {
    return status.getImageID() == null ? "" : status.getImageID();
  }
}
