package dev.mulkko.operator.telemetry.pods;

import dev.mulkko.kube.exposition.Bounds;
import dev.mulkko.kube.exposition.Exporter;
import dev.mulkko.kube.exposition.Format;
import dev.mulkko.kube.exposition.Page;
import dev.mulkko.kube.exposition.PageParser;
import dev.mulkko.kube.read.MetricTargets.Target;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * Pages of pods, over plain HTTP. A pod is a stranger: it is not followed elsewhere, nothing but
 * the path is sent, and no more than a bounded page is read of it.
 */
public final class HttpPages implements PodPages {

  private static final int OK = 200;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(Version.HTTP_1_1)
          .followRedirects(Redirect.NEVER)
          .connectTimeout(TIME)
          .build();

  private final PageParser text =
      new PageParser(Exporter.namesOfApps(), Format.Text, Bounds.DEFAULT);
  private final PageParser openMetrics =
      new PageParser(Exporter.namesOfApps(), Format.OpenMetrics, Bounds.DEFAULT);

  @Override
  public Page read(Target target, String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address(target, path))
            .timeout(TIME)
            .header("Accept", "text/plain;version=0.0.4")
            .build();
    HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      if (response.statusCode() != OK) {
        throw new IOException("it answered with status " + response.statusCode());
      }
      String type = response.headers().firstValue("Content-Type").orElse("");
      return (Format.of(type) == Format.Text ? text : openMetrics).read(body);
    }
  }

  private static URI address(Target target, String path) {
    String host = target.address().contains(":") ? "[%s]" : "%s";
    return URI.create(
        ("http://" + host + ":%d%s").formatted(target.address(), target.port(), path));
  }
}
