package dev.mulkko.kube.exposition;

import static dev.mulkko.kube.exposition.Exporter.label;

import java.util.Set;

/** What gateways count by. They see requests too that no pod answered. */
public final class Gateways {

  private static final int MILLISECONDS = 1000;

  /** The numbers of the codes of gRPC that are the fault of the server: 2 is Unknown. */
  private static final Set<String> FAULTS = Set.of("2", "4", "12", "13", "14", "15");

  /** One of its services. The code of a call by gRPC it does not know: all are 2. */
  public static final Exporter TRAEFIK =
      new Exporter(
          "Traefik",
          "traefik_service_requests_total",
          "traefik_service_request_duration_seconds_bucket",
          Set.of("code"),
          series -> label(series, "protocol").equals("grpc"),
          series -> label(series, "code").startsWith("5"));

  /** By status, or by its class ({@code 5xx}) where it is told to. */
  public static final Exporter INGRESS_NGINX =
      new Exporter(
          "ingress-nginx",
          "nginx_ingress_controller_requests",
          "nginx_ingress_controller_request_duration_seconds_bucket",
          Set.of("status"),
          _ -> false,
          series -> label(series, "status").startsWith("5"));

  /**
   * One of its clusters. What Envoy answers for a pod that it does not reach is in class 5, and so
   * all classes together are all requests. The code of a call by gRPC is not in it.
   */
  public static final Exporter ENVOY =
      new Exporter(
          "Envoy",
          "envoy_cluster_upstream_rq_xx",
          "envoy_cluster_upstream_rq_time_bucket",
          Set.of("envoy_response_code_class"),
          _ -> false,
          series -> label(series, "envoy_response_code_class").equals("5"),
          MILLISECONDS);

  /** A proxy that sends. Code 0 is a request that was never answered. */
  public static final Exporter ISTIO =
      new Exporter(
          "Istio",
          "istio_requests_total",
          "istio_request_duration_milliseconds_bucket",
          Set.of("response_code", "request_protocol", "grpc_response_status"),
          _ -> false,
          Gateways::failedByIstio,
          MILLISECONDS);

  private Gateways() {}

  private static boolean failedByIstio(Series series) {
    String code = label(series, "response_code");
    return code.startsWith("5")
        || code.equals("0")
        || (label(series, "request_protocol").equals("grpc")
            && FAULTS.contains(label(series, "grpc_response_status")));
  }
}
