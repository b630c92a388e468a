package dev.mulkko.operator.telemetry.prometheus;

import dev.mulkko.engine.model.Comparison.Source;
import dev.mulkko.kube.exposition.Exporter;
import dev.mulkko.kube.exposition.Gateways;
import java.util.List;

/**
 * How a gateway tells versions apart, by what it names after the Services of Kubernetes. In all
 * texts {@code $ns} stands for the namespace, and {@code $it} for a Service.
 *
 * @param canary how the label names the Service of the canary, as a regular expression
 * @param stable the same of stable
 * @param atRest the same of the user's own Service, to which all traffic goes at rest
 * @param ways the labels of the gateway's own that tell it. A Prometheus that finds the gateway by
 *     a Service or a pod has some of the same names for those, and then calls the gateway's own
 *     {@code exported_...}
 */
record Gateway(Exporter exporter, String canary, String stable, String atRest, List<Way> ways) {

  /**
   * One set of labels.
   *
   * @param name of the label that tells versions apart
   * @param others matchers that hold for both, in which {@code $it} is the user's own Service
   */
  record Way(String name, String others) {}

  private Gateway(Exporter exporter, String service, Way... ways) {
    this(exporter, service, service, service, List.of(ways));
  }

  /**
   * {@code <namespace>-<service>-<port>@kubernetescrd} for routes of its own kinds, and {@code
   * ...-svc-<namespace>-<service>-<number>@kubernetesgateway} for those of the Gateway API.
   */
  private static final Gateway TRAEFIK =
      new Gateway(
          Gateways.TRAEFIK,
          "(.+-svc-)?$ns-$it-[^-]+@kubernetes(gateway|crd)",
          new Way("service", ""),
          new Way("exported_service", ""));

  /**
   * The labels namespace, ingress and service are those of the user's Ingress, whoever answered;
   * canary is {@code <namespace>-<service>-<port>} of the Ingress beside it when that was chosen,
   * and else nothing or a hyphen. The one beside it may lead to stable too.
   */
  private static final Gateway INGRESS_NGINX =
      new Gateway(
          Gateways.INGRESS_NGINX,
          "$ns-$it-.+",
          "(-|$ns-$it-.+)?",
          "-?",
          List.of(
              new Way("canary", "exported_namespace=\"$ns\", exported_service=\"$it\", "),
              new Way("canary", "exported_namespace=\"$ns\", service=\"$it\", "),
              new Way("canary", "namespace=\"$ns\", service=\"$it\", ")));

  /** {@code <namespace>_<service>_<port>} of Contour, with {@code kube_} before it of kgateway. */
  private static final Gateway ENVOY =
      new Gateway(Gateways.ENVOY, "(kube_)?$ns_$it_[0-9]+", new Way("envoy_cluster_name", ""));

  /**
   * As those who send count: a pod that nobody reaches counts nothing. The workload is one for both
   * versions.
   */
  private static final Gateway ISTIO =
      new Gateway(
          Gateways.ISTIO,
          "$it",
          new Way(
              "destination_service_name",
              "reporter=\"source\", destination_service_namespace=\"$ns\", "));

  static Gateway of(Source source) {
    return switch (source) {
      case Traefik -> TRAEFIK;
      case IngressNginx -> INGRESS_NGINX;
      case Envoy -> ENVOY;
      case Istio -> ISTIO;
      case Auto, Pods, Prometheus, Counters ->
          throw new IllegalArgumentException(source + " is no gateway");
    };
  }
}
