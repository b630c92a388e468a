package dev.mulkko.testbed.node;

import dev.mulkko.testbed.node.Images.Program;
import dev.mulkko.testbed.node.Images.Shop;
import dev.mulkko.testbed.shop.HandledRequests;
import dev.mulkko.testbed.shop.ShopApp;
import dev.mulkko.testbed.shop.ShopSettings;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Lifecycle;
import io.fabric8.kubernetes.api.model.LifecycleHandler;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.ResourceNotFoundException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Function;

/**
 * Starts what an image stands for. A pod that asks for what this node does not play is refused,
 * rather than run as something else.
 *
 * @param handled the books of a namespace, in which its shops count
 */
record ContainerStarter(Images images, PodFiles files, Function<String, HandledRequests> handled) {

  /** Starts a pod's container. */
  Started start(Pod pod, String podIp) {
    Container spec = pod.getSpec().getContainers().getFirst();
    Images.Image image = images.find(spec.getImage()).orElse(null);
    try {
      return switch (image) {
        case null ->
            new Started.Refused("ErrImagePull", "there is no image \"" + spec.getImage() + "\"");
        case Shop shop -> new Started.Running(start(shop, pod, spec, podIp));
        case Program program -> {
          refuseWhatIsNotPlayed(pod.getSpec(), spec);
          yield new Started.Running(
              PodProcess.start(program, pod, podIp, files.of(pod, program.folder())));
        }
      };
    } catch (IllegalArgumentException e) {
      return new Started.Refused("CreateContainerConfigError", String.valueOf(e.getMessage()));
    } catch (KubernetesClientException | ResourceNotFoundException e) {
      // Kubernetes puts its own authority into a namespace a moment after that is made.
      return new Started.NotYet(String.valueOf(e.getMessage()));
    }
  }

  private ShopApp start(Shop image, Pod pod, Container spec, String podIp) {
    require("Always".equals(pod.getSpec().getRestartPolicy()), "restartPolicy other than Always");
    refuseWhatIsNotPlayed(pod.getSpec(), spec);
    var settings = ShopSettings.of(PodFiles.environment(pod), Images.tag(spec.getImage()));
    var address = new InetSocketAddress(InetAddress.ofLiteral(podIp), port(spec, image.port()));
    return ShopApp.start(settings, address, handled.apply(pod.getMetadata().getNamespace()));
  }

  private static void refuseWhatIsNotPlayed(PodSpec pod, Container spec) {
    Probe probe = spec.getReadinessProbe();
    Lifecycle hooks = spec.getLifecycle();
    LifecycleHandler preStop = hooks == null ? null : hooks.getPreStop();
    require(pod.getContainers().size() == 1, "more than one container");
    require(pod.getReadinessGates().isEmpty(), "readinessGates");
    require(probe == null || probe.getHttpGet() != null, "a readinessProbe other than httpGet");
    require(preStop == null || preStop.getSleep() != null, "a preStop other than sleep");
  }

  /** What is not played is an error of whoever asked. */
  static void require(boolean played, String what) {
    if (!played) {
      throw new IllegalArgumentException("this node does not play " + what);
    }
  }

  /** The container's first port. */
  private static int port(Container spec, int otherwise) {
    return spec.getPorts().stream()
        .findFirst()
        .map(ContainerPort::getContainerPort)
        .orElse(otherwise);
  }
}
