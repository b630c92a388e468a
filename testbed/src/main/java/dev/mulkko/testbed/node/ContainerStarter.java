package dev.mulkko.testbed.node;

import static java.util.Objects.requireNonNullElse;

import dev.mulkko.testbed.shop.HandledRequests;
import dev.mulkko.testbed.shop.ShopApp;
import dev.mulkko.testbed.shop.ShopSettings;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Lifecycle;
import io.fabric8.kubernetes.api.model.LifecycleHandler;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;

/**
 * Starts what an image stands for: {@code shop:TAG} is the sample app in this JVM, which calls
 * itself TAG unless VERSION is set. There are no other images. A pod that asks for what this node
 * does not play is refused, rather than run as something else.
 */
final class ContainerStarter {

  private ContainerStarter() {}

  /**
   * Starts a pod's container.
   *
   * @param handled the books in which it counts
   */
  static Started start(PodSpec pod, String podIp, HandledRequests handled) {
    Container spec = pod.getContainers().getFirst();
    String[] image = spec.getImage().substring(spec.getImage().lastIndexOf('/') + 1).split(":", 2);
    if (!image[0].equals("shop")) {
      return new Started.Refused("ErrImagePull", "there is no image \"" + spec.getImage() + "\"");
    }
    var env = new HashMap<String, String>();
    spec.getEnv().forEach(v -> env.put(v.getName(), requireNonNullElse(v.getValue(), "")));
    try {
      refuseWhatIsNotPlayed(pod, spec);
      var settings = ShopSettings.of(env, image.length == 2 ? image[1] : "latest");
      var address = new InetSocketAddress(InetAddress.ofLiteral(podIp), port(spec));
      return new Started.Running(ShopApp.start(settings, address, handled));
    } catch (IllegalArgumentException e) {
      return new Started.Refused("CreateContainerConfigError", String.valueOf(e.getMessage()));
    }
  }

  private static void refuseWhatIsNotPlayed(PodSpec pod, Container spec) {
    Probe probe = spec.getReadinessProbe();
    Lifecycle hooks = spec.getLifecycle();
    LifecycleHandler preStop = hooks == null ? null : hooks.getPreStop();
    require(pod.getContainers().size() == 1, "more than one container");
    require("Always".equals(pod.getRestartPolicy()), "restartPolicy other than Always");
    require(pod.getReadinessGates().isEmpty(), "readinessGates");
    require(probe == null || probe.getHttpGet() != null, "a readinessProbe other than httpGet");
    require(preStop == null || preStop.getSleep() != null, "a preStop other than sleep");
    require(spec.getEnv().stream().allMatch(env -> env.getValueFrom() == null), "env valueFrom");
  }

  private static void require(boolean played, String what) {
    if (!played) {
      throw new IllegalArgumentException("this node does not play " + what);
    }
  }

  /** The container's first port; 8080 if it names none. */
  private static int port(Container spec) {
    return spec.getPorts().stream().findFirst().map(ContainerPort::getContainerPort).orElse(8080);
  }
}
