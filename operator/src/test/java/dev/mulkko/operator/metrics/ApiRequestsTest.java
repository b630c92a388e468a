package dev.mulkko.operator.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiRequestsTest {

  private final PrometheusMeterRegistry page =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ApiRequests requests = new ApiRequests(page.getPrometheusRegistry());

  @ParameterizedTest
  @CsvSource({
    "GET,   /apis/mulkko.dev/v1beta1/rollouts?resourceVersion=0,             list,   rollouts",
    "GET,   /apis/mulkko.dev/v1beta1/rollouts?watch=true,                    watch,  rollouts",
    "GET,   /api/v1/namespaces/shop/services/web,                            get,    services",
    "POST,  /apis/events.k8s.io/v1/namespaces/shop/events,                   create, events",
    "PATCH, /apis/mulkko.dev/v1beta1/namespaces/shop/rollouts/web/status,    patch,  rollouts/status",
    "PATCH, /apis/apps/v1/namespaces/shop/replicasets/web-1?fieldManager=mulkko, patch, replicasets",
    "PUT,   /apis/coordination.k8s.io/v1/namespaces/mulkko/leases/mulkko,    update, leases",
    "DELETE,/api/v1/namespaces/shop/services/web-1,                          delete, services",
    "GET,   /apis/mulkko.dev/v1beta1,                                        list,   other",
    "GET,   /version,                                                        list,   other",
  })
  void aRequestIsCountedByWhatItAsksForAndNotOfWhom(
      String method, String path, String verb, String resource) {
    HttpRequest request = request(method, path);
    requests.after(request, new Answer(request, 200), (_, _) -> {});
    assertThat(page.scrape())
        .contains(
            "mulkko_api_requests_total{code=\"200\",resource=\"%s\",verb=\"%s\"} 1.0"
                .formatted(resource, verb))
        .doesNotContain("shop")
        .doesNotContain("web");
  }

  @Test
  void refusalsAndSilenceAreToldApart() {
    HttpRequest request = request("PATCH", "/api/v1/namespaces/shop/services/web");
    requests.after(request, new Answer(request, 429), (_, _) -> {});
    requests.afterConnectionFailure(request, new ConnectException());
    assertThat(page.scrape())
        .contains("{code=\"429\",resource=\"services\",verb=\"patch\"} 1.0")
        .contains("{code=\"none\",resource=\"services\",verb=\"patch\"} 1.0");
  }

  private static HttpRequest request(String method, String path) {
    return new StandardHttpRequest.Builder()
        .uri("https://kubernetes" + path)
        .method(method, "application/json", "{}")
        .build();
  }
}
