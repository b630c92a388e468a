package dev.mulkko.testbed.node;

import dev.mulkko.testbed.cluster.Launcher;
import dev.mulkko.testbed.shop.HandledRequests;
import dev.mulkko.testbed.shop.ShopApp;
import dev.mulkko.testbed.shop.ShopSettings;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.ObjectFieldSelector;
import io.fabric8.kubernetes.api.model.Pod;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts what an image stands for: {@code shop:TAG} the sample app in this JVM, which calls itself
 * TAG unless VERSION is set; {@code process:TAG} the container's command as a process of this
 * machine, with {@code PORT} and {@code POD_IP} in its environment. There are no other images.
 */
final class ContainerStarter {

  private final HandledRequests handled;

  ContainerStarter(HandledRequests handled) {
    this.handled = handled;
  }

  Started start(Pod pod, Container spec, String podIp) {
    String image = spec.getImage().substring(spec.getImage().lastIndexOf('/') + 1);
    String[] nameAndTag = image.split(":", 2);
    try {
      Map<String, String> env = env(pod, spec, podIp);
      return switch (nameAndTag[0]) {
        case "shop" ->
            shop(env, nameAndTag.length == 2 ? nameAndTag[1] : "latest", podIp, port(spec));
        case "process" -> process(env, spec, podIp);
        default ->
            new Started.Refused("ErrImagePull", "there is no image \"" + spec.getImage() + "\"");
      };
    } catch (IllegalArgumentException e) {
      return new Started.Refused("CreateContainerConfigError", String.valueOf(e.getMessage()));
    }
  }

  private Started shop(Map<String, String> env, String tag, String podIp, int port) {
    var address = new InetSocketAddress(InetAddress.ofLiteral(podIp), port);
    var app = ShopApp.start(ShopSettings.of(env, tag), address, handled);
    return new Started.Running(app.exited(), app::terminate, app::kill);
  }

  private static Started process(Map<String, String> env, Container spec, String podIp) {
    if (spec.getCommand().isEmpty()) {
      throw new IllegalArgumentException("the image process needs a command");
    }
    var command = new ArrayList<>(spec.getCommand());
    command.addAll(spec.getArgs());
    var builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true).redirectOutput(Redirect.DISCARD);
    builder.environment().putAll(env);
    builder.environment().put("POD_IP", podIp);
    builder.environment().put("PORT", String.valueOf(port(spec)));
    Process process = Launcher.start(builder);
    return new Started.Running(
        process.onExit().thenApply(Process::exitValue), process::destroy, () -> kill(process));
  }

  private static void kill(Process process) {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }

  /** The container's first port; 8080 if it names none. */
  private static int port(Container spec) {
    return spec.getPorts().stream().findFirst().map(ContainerPort::getContainerPort).orElse(8080);
  }

  private static Map<String, String> env(Pod pod, Container spec, String podIp) {
    var env = new LinkedHashMap<String, String>();
    spec.getEnv().forEach(variable -> env.put(variable.getName(), value(pod, variable, podIp)));
    return env;
  }

  private static String value(Pod pod, EnvVar variable, String podIp) {
    if (variable.getValueFrom() == null) {
      return variable.getValue() == null ? "" : variable.getValue();
    }
    ObjectFieldSelector field = variable.getValueFrom().getFieldRef();
    return switch (field == null ? "no fieldRef" : field.getFieldPath()) {
      case "metadata.name" -> pod.getMetadata().getName();
      case "metadata.namespace" -> pod.getMetadata().getNamespace();
      case "status.podIP" -> podIp;
      case String other ->
          throw new IllegalArgumentException(
              "env %s: this node does not know %s, but metadata.name, metadata.namespace and status.podIP"
                  .formatted(variable.getName(), other));
    };
  }
}
