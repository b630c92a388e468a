package dev.mulkko.testbed.node;

import dev.mulkko.testbed.cluster.Launcher;
import dev.mulkko.testbed.node.Images.Program;
import dev.mulkko.testbed.shop.App;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A pod's container as a process, with an interface of its own that has the pod's address: two pods
 * may listen on one port of every address. What is mounted is seen by this process alone. Its files
 * are the machine's, and it runs as who started this JVM.
 */
final class PodProcess implements App {

  /** In the machine, of which interfaces have names. */
  private static final AtomicInteger COUNT = new AtomicInteger();

  /**
   * The pair of interfaces is made from the inside, whose end goes with the process; the address
   * moves from the node's loopback device to the other end.
   */
  private static final String ENTER =
      """
      set -e
      node=$0 ip=$1 outside=$2 mounts=$3
      shift 3
      ip link add eth0 type veth peer name "$outside" netns "$node"
      ip link set lo up
      ip link set eth0 up
      ip address add "$ip/32" dev eth0
      ip route add default dev eth0
      nsenter --net="/proc/$node/ns/net" sh -ec '
        ip address delete "$0/32" dev lo
        ip link set "$1" up
        ip route replace "$0/32" dev "$1"' "$ip" "$outside"
      mount -t tmpfs tmpfs /run
      for ((; mounts > 0; mounts--)); do
        mkdir -p "$1"
        mount --bind "$2" "$1"
        shift 2
      done
      exec "$@"
      """;

  private final Process process;
  private final CompletableFuture<Integer> exit;

  private PodProcess(Process process, String podIp) {
    this.process = process;
    exit =
        process
            .onExit()
            .thenApply(
                ended -> {
                  // Whoever lent the address takes it off this device.
                  PodAddresses.ip("replace", podIp);
                  return ended.exitValue();
                });
  }

  /**
   * Starts a pod's program.
   *
   * @param folders what it finds where, beside what the machine has
   */
  static PodProcess start(Program program, Pod pod, String podIp, Map<String, Path> folders) {
    Container spec = pod.getSpec().getContainers().getFirst();
    ContainerStarter.require(spec.getCommand().isEmpty(), "a command in place of the image's");
    List<String> command =
        new ArrayList<>(List.of("unshare", "--net", "--mount", "--", "bash", "-c", ENTER));
    command.add(String.valueOf(ProcessHandle.current().pid()));
    command.add(podIp);
    command.add("pod" + COUNT.incrementAndGet());
    command.add(String.valueOf(folders.size()));
    folders.forEach((path, folder) -> command.addAll(List.of(path, folder.toString())));
    command.addAll(program.entrypoint());
    command.addAll(spec.getArgs());
    String name = pod.getMetadata().getName();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(program.folder().resolve(name + ".log").toFile()));
    Map<String, String> environment = builder.environment();
    String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
    // Nothing of the machine's: no kubeconfig either, which lies at home.
    environment.clear();
    environment.put("PATH", path + ":/usr/sbin:/sbin");
    environment.put("HOME", "/nonexistent");
    environment.put("HOSTNAME", name);
    environment.put("KUBERNETES_SERVICE_HOST", ApiServerDoor.SERVICE);
    environment.put("KUBERNETES_SERVICE_PORT", String.valueOf(ApiServerDoor.SERVICE_PORT));
    environment.putAll(PodFiles.environment(pod));
    return new PodProcess(Launcher.start(builder), podIp);
  }

  @Override
  public CompletableFuture<Integer> exited() {
    return exit.copy();
  }

  @Override
  public void terminate() {
    process.destroy();
  }

  /** Returns when it is gone and its address is free. */
  @Override
  public void kill() {
    process.destroyForcibly();
    exit.join();
  }
}
