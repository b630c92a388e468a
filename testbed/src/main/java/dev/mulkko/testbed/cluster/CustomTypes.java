package dev.mulkko.testbed.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The types of the Gateway API and of the gateways' own. */
final class CustomTypes {

  static final String DEFINITIONS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private CustomTypes() {}

  /**
   * Creates all of the folders and returns when the API server has answered a list of each type.
   */
  static void create(KubernetesClient client, List<Path> folders) {
    folders.stream()
        .flatMap(CustomTypes::yamlFiles)
        .map(CustomTypes::read)
        .flatMap(Manifests::split)
        .toList()
        .parallelStream()
        .forEach(document -> Manifests.create(client, document));
    // A condition "Established" is not enough: the first watch of a type would still be refused
    // for a moment, and Traefik would come back a second later.
    collections(client).parallelStream().forEach(collection -> awaitServed(client, collection));
  }

  private static void awaitServed(KubernetesClient client, String collection) {
    Await.until(LIMIT, () -> isServed(client, collection), () -> collection + " is not served");
  }

  private static boolean isServed(KubernetesClient client, String collection) {
    try {
      return client.raw(collection) != null;
    } catch (KubernetesClientException notYet) {
      return false;
    }
  }

  private static List<String> collections(KubernetesClient client) {
    List<String> collections = new ArrayList<>();
    try {
      for (JsonNode definition : JSON.readTree(client.raw(DEFINITIONS)).path("items")) {
        JsonNode spec = definition.path("spec");
        for (JsonNode version : spec.path("versions")) {
          if (version.path("served").asBoolean()) {
            collections.add(
                "/apis/%s/%s/%s"
                    .formatted(
                        spec.path("group").asText(),
                        version.path("name").asText(),
                        spec.path("names").path("plural").asText()));
          }
        }
      }
      return collections;
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> yamlFiles(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
