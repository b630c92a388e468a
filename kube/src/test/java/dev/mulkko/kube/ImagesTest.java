package dev.mulkko.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.api.v1beta1.RecordedImage;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImagesTest {

  private static final String OLD = "sha256:" + "0".repeat(64);
  private static final String NEW = "sha256:" + "4f1b".repeat(16);

  @Test
  void aDigestIsThatOfAPodThatRunsTheImage() {
    List<Pod> pods = List.of(pod("shop:v1", OLD), pod("shop:v2", NEW));

    assertThat(imagesOf("shop:v2", pods)).containsExactly(new RecordedImage("app", "shop:v2", NEW));
    assertThat(imagesOf("shop:v3", pods))
        .containsExactly(new RecordedImage("app", "shop:v3", null));
  }

  private static List<RecordedImage> imagesOf(String image, List<Pod> pods) {
    return Images.of(new PodTemplateSpecBuilder().withSpec(spec(image)).build(), pods);
  }

  private static PodSpec spec(String image) {
    return new PodSpecBuilder()
        .addNewContainer()
        .withName("app")
        .withImage(image)
        .endContainer()
        .build();
  }

  private static Pod pod(String image, String digest) {
    return new PodBuilder()
        .withSpec(spec(image))
        .withNewStatus()
        .addNewContainerStatus()
        .withName("app")
        .withImageID("shop@" + digest)
        .endContainerStatus()
        .endStatus()
        .build();
  }
}
