package dev.mulkko.testbed.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * YAML documents that go to the API server as they are. The Gateway API's types are a megabyte: to
 * parse them into typed objects first takes a cold JVM four seconds.
 */
final class Manifests {

  private static final String ADMISSION = "/apis/admissionregistration.k8s.io/v1/";
  private static final String GATEWAY = "/apis/gateway.networking.k8s.io/v1/";

  /** Where objects of a kind are created; all that the cluster itself needs, no general mapping. */
  private static final Map<String, String> COLLECTIONS =
      Map.of(
          "Node",
          "/api/v1/nodes",
          "Namespace",
          "/api/v1/namespaces",
          "CustomResourceDefinition",
          CustomTypes.DEFINITIONS,
          "ValidatingAdmissionPolicy",
          ADMISSION + "validatingadmissionpolicies",
          "ValidatingAdmissionPolicyBinding",
          ADMISSION + "validatingadmissionpolicybindings",
          "GatewayClass",
          GATEWAY + "gatewayclasses",
          "Gateway",
          GATEWAY + "namespaces/edge/gateways",
          "IngressClass",
          "/apis/networking.k8s.io/v1/ingressclasses");

  private static final Pattern DOCUMENT_END = Pattern.compile("(?m)^---\\s*$");
  private static final Pattern KIND = Pattern.compile("(?m)^kind: (\\w+)\\s*$");

  private Manifests() {}

  /** The documents of a YAML file. */
  static Stream<String> split(String yaml) {
    return DOCUMENT_END.splitAsStream(yaml).filter(document -> !document.isBlank());
  }

  /**
   * Creates the object of one document.
   *
   * @throws IllegalStateException with the API server's answer if it refuses
   */
  static void create(KubernetesClient client, String document) {
    HttpClient http = client.getHttpClient();
    String url = LocalCluster.API_SERVER + collection(document);
    HttpResponse<String> answer =
        http.sendAsync(
                http.newHttpRequestBuilder().uri(url).post("application/yaml", document).build(),
                String.class)
            .join();
    if (!answer.isSuccessful()) {
      throw new IllegalStateException(url + " answered " + answer.code() + ": " + answer.body());
    }
  }

  private static String collection(String document) {
    Matcher kind = KIND.matcher(document);
    String collection = kind.find() ? COLLECTIONS.get(kind.group(1)) : null;
    if (collection == null) {
      throw new IllegalStateException("no known kind in " + document);
    }
    return collection;
  }
}
