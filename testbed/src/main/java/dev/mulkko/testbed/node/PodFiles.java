package dev.mulkko.testbed.node;

import static java.util.Objects.requireNonNullElse;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.ObjectFieldSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ProjectedVolumeSource;
import io.fabric8.kubernetes.api.model.ServiceAccountTokenProjection;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the kubelet gives a container beside its image: projected volumes and variables. An emptyDir
 * is the machine's own folder of that name.
 */
record PodFiles(KubernetesClient client) {

  /** Writes a pod's volumes below a folder; where each is, by where the container mounts it. */
  Map<String, Path> of(Pod pod, Path below) {
    Map<String, Path> folders = new HashMap<>();
    for (VolumeMount mount : pod.getSpec().getContainers().getFirst().getVolumeMounts()) {
      pod.getSpec().getVolumes().stream()
          .filter(volume -> volume.getName().equals(mount.getName()))
          .filter(volume -> volume.getEmptyDir() == null)
          .forEach(volume -> folders.put(mount.getMountPath(), written(pod, volume, below)));
    }
    return folders;
  }

  private Path written(Pod pod, Volume volume, Path below) {
    ProjectedVolumeSource projected = volume.getProjected();
    ContainerStarter.require(projected != null, "volume " + volume.getName());
    try {
      Path folder = Files.createTempDirectory(below, pod.getMetadata().getName() + "-");
      for (VolumeProjection source : projected.getSources()) {
        write(folder, pod, source);
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Path folder, Pod pod, VolumeProjection source) throws IOException {
    if (source.getServiceAccountToken() != null) {
      ServiceAccountTokenProjection token = source.getServiceAccountToken();
      Files.writeString(folder.resolve(token.getPath()), token(pod, token));
    } else if (source.getConfigMap() != null) {
      Map<String, String> data =
          client
              .configMaps()
              .inNamespace(pod.getMetadata().getNamespace())
              .withName(source.getConfigMap().getName())
              .require()
              .getData();
      for (KeyToPath item : source.getConfigMap().getItems()) {
        Files.writeString(
            folder.resolve(item.getPath()), requireNonNullElse(data.get(item.getKey()), ""));
      }
    } else {
      ContainerStarter.require(source.getDownwardAPI() != null, "this projected volume");
      for (var item : source.getDownwardAPI().getItems()) {
        Files.writeString(folder.resolve(item.getPath()), field(pod, item.getFieldRef()));
      }
    }
  }

  /** Of the pod's ServiceAccount, good for as long as the pod is there. */
  private String token(Pod pod, ServiceAccountTokenProjection wanted) {
    return client
        .serviceAccounts()
        .inNamespace(pod.getMetadata().getNamespace())
        .withName(pod.getSpec().getServiceAccountName())
        .tokenRequest(
            new TokenRequestBuilder()
                .withNewSpec()
                .withExpirationSeconds(wanted.getExpirationSeconds())
                .withNewBoundObjectRef()
                .withApiVersion("v1")
                .withKind("Pod")
                .withName(pod.getMetadata().getName())
                .withUid(pod.getMetadata().getUid())
                .endBoundObjectRef()
                .endSpec()
                .build())
        .getStatus()
        .getToken();
  }

  /** The last of two variables of one name counts. */
  static Map<String, String> environment(Pod pod) {
    Map<String, String> environment = new HashMap<>();
    for (EnvVar variable : pod.getSpec().getContainers().getFirst().getEnv()) {
      if (variable.getValueFrom() == null) {
        environment.put(variable.getName(), requireNonNullElse(variable.getValue(), ""));
      } else {
        environment.put(variable.getName(), field(pod, variable.getValueFrom().getFieldRef()));
      }
    }
    return environment;
  }

  private static String field(Pod pod, @Nullable ObjectFieldSelector field) {
    String path = field == null ? "" : field.getFieldPath();
    return switch (path) {
      case "metadata.name" -> pod.getMetadata().getName();
      case "metadata.namespace" -> pod.getMetadata().getNamespace();
      default ->
          throw new IllegalArgumentException(
              "this node does not play a value from anything but the pod's name and namespace");
    };
  }
}
